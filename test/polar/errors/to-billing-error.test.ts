import { PolarClientError, PolarNetworkError, PolarRateLimitError, PolarServerError } from '@polar-sh/sdk';
import { errors } from '@polar-sh/sdk/2026-10';
import { expect, it } from 'vitest';
import { toBillingError } from '../../../src/polar/errors/to-billing-error.ts';
import { createLogRecorder } from '../support/log-recorder.ts';

function read(error: unknown) {
  const log = createLogRecorder();
  return { billingError: toBillingError(error, 'do something', log), log };
}

const named = (name: string) => ({ error: name, detail: 'Text of Polar that must not leak' });

it.each([
  ['payment_declined', new errors.SubscriptionsUpdate402Error(402, named('PaymentFailed') as never)],
  [
    'payment_action_required',
    new errors.SubscriptionsUpdate402Error(402, named('PaymentActionRequired') as never),
  ],
  ['conflict', new errors.AlreadyCanceledSubscription(403, named('AlreadyCanceledSubscription') as never)],
  ['conflict', new errors.SubscriptionLocked(409, named('SubscriptionLocked') as never)],
  ['not_found', new errors.ResourceNotFound(404, named('ResourceNotFound') as never)],
  [
    'billing_details_required',
    new errors.MissingInvoiceBillingDetails(422, named('MissingInvoiceBillingDetails') as never),
  ],
  ['conflict', new errors.OrderNotEligibleForInvoice(409, named('OrderNotEligibleForInvoice') as never)],
  ['internal', new PolarClientError(422, named('RequestValidationError'))],
  // A status that the SDK does not declare for an endpoint comes as the raw text of the answer.
  ['not_found', new PolarClientError(404, JSON.stringify(named('ResourceNotFound')))],
  ['internal', new PolarClientError(401, JSON.stringify(named('invalid_token')))],
  ['internal', new PolarClientError(403, '<html>')],
  ['provider_unavailable', new PolarServerError(502, '<html>Bad gateway</html>')],
  ['provider_unavailable', new PolarNetworkError('fetch failed')],
  ['provider_unavailable', new SyntaxError('Unexpected end of JSON input')],
])('reads as %s: %s', (code, error) => {
  const { billingError } = read(error);

  expect(billingError).toMatchObject({ code, cause: error });
  expect(billingError.message).not.toMatch(/leak|html|fetch|JSON/);
});

it('keeps how long to wait', () => {
  expect(read(new PolarRateLimitError(429, 17)).billingError).toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 17,
  });
});

it.each([null, Number.NaN])('does not invent how long to wait when Polar says %s', (retryAfter) => {
  expect(read(new PolarRateLimitError(429, retryAfter)).billingError.retryAfterSeconds).toBeUndefined();
});

it('tells a removed API version from a missing resource', () => {
  const { billingError, log } = read(new PolarClientError(404, '{"detail":"Not Found"}'));

  expect(billingError.code).toBe('internal');
  expect(log.entries).toEqual([
    expect.objectContaining({ level: 'error', message: expect.stringContaining('API version 2026-10') }),
  ]);
});

it('logs where a request was wrong, and not what it said', () => {
  const detail = [
    {
      loc: ['body', 'email'],
      msg: 'bad address jo@acme.example',
      type: 'value_error',
      input: 'jo@acme.example',
    },
  ];
  const { log } = read(new PolarClientError(422, { error: 'RequestValidationError', detail }));

  expect(log.entries).toHaveLength(1);
  expect(log.entries[0]?.details).toMatchObject({
    issues: [{ location: 'body.email', type: 'value_error' }],
  });
  expect(JSON.stringify(log.entries)).not.toContain('acme.example');
});

it('takes an id that is none of Polar’s for one that is not there', () => {
  const detail = [
    { loc: ['path', 'id'], msg: 'Input should be a valid UUID', type: 'uuid_parsing', input: 'x' },
  ];

  expect(read(new PolarClientError(422, { error: 'RequestValidationError', detail })).billingError.code).toBe(
    'not_found',
  );
});

it('logs nothing for what a person can act on', () => {
  expect(
    read(new errors.SubscriptionsUpdate402Error(402, named('PaymentFailed') as never)).log.entries,
  ).toEqual([]);
});

it('leaves an error alone that is ours already', () => {
  const { billingError } = read(new PolarNetworkError('gone'));

  expect(read(billingError).billingError).toBe(billingError);
});
