import { BillingError } from '../core/index.ts';

/** The error itself when it is a `BillingError`, else an `internal` one that carries it as its cause. */
export function toBillingError(error: unknown): BillingError {
  if (BillingError.is(error)) return error;
  return new BillingError('internal', {
    message: 'Billing did not answer as expected. Try again; if it stays so, contact support.',
    cause: error,
  });
}

/** The answer of an adapter; whatever it rejects with, the error is a `BillingError`. */
export async function askAdapter<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw toBillingError(error);
  }
}
