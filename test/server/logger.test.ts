import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { describeError, errorFields } from '../../src/server/logger.ts';

const failedQuery = new DrizzleQueryError(
  'insert into customers (name, email) values ($1, $2)',
  ['Ada Lindqvist', 'ada@northwind.example'],
  new Error('the connection broke off'),
);

it('logs a failed query with its cause and where it came from', () => {
  expect(errorFields(failedQuery)).toMatchObject({
    error: 'Error: Failed query: insert into customers (name, email) values ($1, $2)',
    cause: 'Error: the connection broke off',
    stack: expect.stringContaining('logger.test.ts'),
  });
});

it('tells nothing of what a failed query was given: that is personal data', () => {
  const wrapped = new Error('A command failed.', { cause: failedQuery });

  for (const told of [errorFields(failedQuery), errorFields(wrapped), describeError(failedQuery)]) {
    expect(JSON.stringify(told)).not.toMatch(/Ada Lindqvist|northwind/);
  }
});
