import { describe, expect, it } from 'vitest';
import {
  BILLING_ERROR_CODES,
  BILLING_ERRORS,
  BillingError,
  classifyCode,
  classifyDecline,
  classifyError,
  ERROR_CLASS_NAMES,
  ERROR_CLASSES,
} from '../../src/core/index.ts';

describe('the kinds of failure', () => {
  it('are a closed list, each with what a person should do', () => {
    expect(ERROR_CLASS_NAMES).toEqual([
      'network',
      'authentication',
      'validation',
      'rate_limit',
      'insufficient_funds',
      'declined',
      'action_required',
      'processing',
      'conflict',
      'unknown',
    ]);
    for (const { advice } of Object.values(ERROR_CLASSES)) expect(advice).toMatch(/^[A-Z].*\.$/);
  });

  it.each(BILLING_ERROR_CODES)('take in %s, and agree with it on whether a retry helps', (code) => {
    expect(ERROR_CLASSES[classifyCode(code)].isRetryable).toBe(BILLING_ERRORS[code].retryable);
    expect(classifyError(new BillingError(code, { message: '' }))).toBe(classifyCode(code));
  });

  it.each([
    ['insufficient_funds', 'insufficient_funds'],
    ['authentication_required', 'action_required'],
    ['processing_error', 'processing'],
    ['incorrect_cvc', 'validation'],
    ['lost_card', 'declined'],
    ['a_reason_of_tomorrow', 'declined'],
    [null, 'declined'],
  ] as const)('are told from the bank’s reason: %s is %s', (reason, errorClass) => {
    expect(classifyDecline(reason)).toBe(errorClass);
  });

  it.each([
    ['a request that never got an answer', new TypeError('fetch failed'), 'network'],
    [
      'a connection that was reset',
      new Error('x', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }),
      'network',
    ],
    ['a timeout', Object.assign(new Error(), { name: 'TimeoutError' }), 'network'],
    ['a bug', new TypeError('undefined is not a function'), 'unknown'],
    ['something thrown', 'oops', 'unknown'],
  ] as const)('name %s', (_what, error, errorClass) => {
    expect(classifyError(error)).toBe(errorClass);
  });
});
