import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentOperations, operationsPage } from '../../scripts/operations-page.ts';
import { queryKindOf } from '../../scripts/query-kind.ts';
import { readSdkOperations } from '../../scripts/sdk-operations.ts';
import { operations } from '../../src/emulator/http/operations.ts';
import { allOperations } from '../../src/emulator/http/private-operations.ts';
import { queryParameters } from '../../src/emulator/http/query-parameters.ts';
import { routes } from '../../src/emulator/routes/index.ts';

it('lists the 190 operations of the installed SDK, each as the SDK calls it', () => {
  const sdk = readSdkOperations();
  expect(sdk).toHaveLength(190);
  expect(operations.map(({ credential: _, ...operation }) => operation)).toEqual(
    sdk.map(({ returns: _, query: __, body: ___, errors, ...operation }) => ({
      ...operation,
      errors: Object.keys(errors).map(Number),
    })),
  );
});

it('knows the parameters of every query', () => {
  const queries = readSdkOperations().flatMap(({ name, query }) =>
    query.map((parameter) => {
      const { kind, values } = queryKindOf(parameter);
      return [name, parameter.name, kind, values ?? undefined, parameter.isRequired];
    }),
  );
  const known = Object.entries(queryParameters).flatMap(([operation, parameters]) =>
    parameters.map(({ name, kind, values, isRequired = false }) => [
      operation,
      name,
      kind,
      values,
      isRequired,
    ]),
  );
  expect(known).toEqual(queries);
});

it('has no route that is not an operation of Polar, and none twice', () => {
  const known = allOperations.map(({ name, method, path }) => `${name}: ${method} ${path}`);
  const built = routes.map(({ operation, method, path }) => `${operation}: ${method} ${path}`);
  expect(built.filter((one) => !known.includes(one))).toEqual([]);
  expect(new Set(built).size).toBe(built.length);
});

it('is told in the docs as it is: `npm run docs:operations` writes it', () => {
  const page = readFileSync(operationsPage, 'utf8');
  expect(page).toBe(documentOperations(page));
});
