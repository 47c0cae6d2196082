import type { models } from '@polar-sh/sdk/2026-10';
import { expectTypeOf, it } from 'vitest';
import { answer, type OperationName, type ReturnOf, type Route } from '../../src/emulator/http/call.ts';

declare const order: models.Order;
declare const table: string;

it('knows what each operation returns by the method of the SDK that calls it', () => {
  expectTypeOf<ReturnOf<'orders.get'>>().toEqualTypeOf<models.Order>();
  expectTypeOf<ReturnOf<'customerPortal.orders.list'>>().toEqualTypeOf<models.ListResourceCustomerOrder>();
  expectTypeOf<ReturnOf<'oauth2.clients.oauth2.deleteClient'>>().not.toEqualTypeOf<never>();
  expectTypeOf<ReturnOf<'products.delete'>>().toEqualTypeOf<void>();
});

it('knows every operation once: iterators call those of lists', () => {
  expectTypeOf<'orders.list' | 'customerPortal.subscriptions.revoke'>().toExtend<OperationName>();
  expectTypeOf<'orders.iterList'>().not.toExtend<OperationName>();
  expectTypeOf<'orders.delete'>().not.toExtend<OperationName>();
});

it('takes a route that answers as the SDK has it', () => {
  const routes: Route[] = [
    { operation: 'orders.get', method: 'GET', path: '/v1/orders/{id}', handle: () => answer(order) },
    {
      operation: 'products.delete',
      method: 'DELETE',
      path: '/v1/products/{id}',
      handle: () => ({ status: 204 }),
    },
    {
      operation: 'orders.export',
      method: 'GET',
      path: '/v1/orders/export',
      handle: () => ({ status: 200, csv: table, filename: 'orders.csv' }),
    },
  ];
  expectTypeOf(routes).toEqualTypeOf<Route[]>();
});

it('refuses a route that answers anything else', () => {
  const path = '/v1/orders/{id}';
  const { items, ...incomplete } = order;
  expectTypeOf(items).toBeArray();
  const routes: Route[] = [
    // @ts-expect-error: another operation's model.
    { operation: 'products.get', method: 'GET', path, handle: () => answer(order) },
    // @ts-expect-error: a field is missing.
    { operation: 'orders.get', method: 'GET', path, handle: () => answer(incomplete) },
    // @ts-expect-error: nothing, where there is something.
    { operation: 'orders.get', method: 'GET', path, handle: () => ({ status: 204 }) },
    // @ts-expect-error: something, where there is nothing.
    { operation: 'products.delete', method: 'DELETE', path, handle: () => answer(order) },
    // @ts-expect-error: JSON, where there is a table.
    { operation: 'orders.export', method: 'GET', path, handle: () => answer([order]) },
    // @ts-expect-error: an operation that Polar does not have.
    { operation: 'orders.delete', method: 'DELETE', path, handle: () => ({ status: 204 }) },
  ];
  expectTypeOf(routes).toEqualTypeOf<Route[]>();
});
