import { PolarClientError } from '@polar-sh/sdk';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { BillingError } from '../../src/core/index.ts';
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

it('tells the status of an answer of the provider, and nothing of what it quotes', () => {
  const refusal = new PolarClientError(422, {
    error: 'RequestValidationError',
    detail: [{ loc: ['body', 'email'], type: 'value_error', input: 'ada@northwind.example' }],
  });
  const fields = errorFields(new BillingError('internal', { message: 'Refused.', cause: refusal }));

  expect(fields.cause).toBe('PolarClientError: The answer had status 422.');
  expect(JSON.stringify([fields, errorFields(refusal)])).not.toMatch(/northwind/);
});
