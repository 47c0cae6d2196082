import { expectTypeOf, it } from 'vitest';
import { type OperationDefinition, type OperationName, operations } from '../../src/contract/index.ts';
import type { Permission } from '../../src/core/index.ts';
import type { Guards } from '../../src/server/http/guards.ts';
import { neededPermission, requirePermission } from '../../src/server/permissions.ts';

type Table = Record<OperationName, OperationDefinition>;

declare const permissions: readonly Permission[];

it('takes the table as it is, which names every operation once', () => {
  expectTypeOf(operations).toExtend<Table>();
  expectTypeOf<keyof typeof operations>().toEqualTypeOf<OperationName>();
});

it('refuses an operation without a permission', () => {
  const tables: Table[] = [
    // @ts-expect-error: it says nothing of permissions.
    { ...operations, getBilling: { kind: 'query' } },
    // @ts-expect-error: it needs nothing.
    { ...operations, getBilling: { kind: 'query', permission: undefined } },
    // @ts-expect-error: it needs nothing, by another name.
    { ...operations, getBilling: { kind: 'query', permission: null } },
    // @ts-expect-error: a permission that nobody can have.
    { ...operations, getBilling: { kind: 'query', permission: 'billing:everything' } },
    // @ts-expect-error: several, of which it would be unclear whether one is enough.
    { ...operations, getBilling: { kind: 'query', permission: ['billing:view', 'invoices:view'] } },
  ];
  expectTypeOf(tables).toEqualTypeOf<Table[]>();
});

it('refuses an operation that is not in the table', () => {
  const { getBilling, ...others } = operations;
  expectTypeOf(getBilling.permission).toEqualTypeOf<'billing:view'>();
  // @ts-expect-error: one is missing.
  const table: Table = others;
  expectTypeOf(table).toEqualTypeOf<Table>();
});

it('has no way to ask for nothing', () => {
  expectTypeOf(neededPermission).returns.toEqualTypeOf<Permission>();
  // @ts-expect-error: nothing is needed.
  requirePermission(permissions, undefined);
  // @ts-expect-error: no permission of the table.
  requirePermission(permissions, 'everything');
  // @ts-expect-error: no operation of the contract.
  neededPermission('getEverything');
});

it('refuses a server that lacks a guard', () => {
  const { permission, ...others } = {} as Guards;
  expectTypeOf(permission).toBeFunction();
  // @ts-expect-error: one is missing.
  const guards: Guards = others;
  expectTypeOf(guards).toEqualTypeOf<Guards>();
});
