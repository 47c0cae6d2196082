import { BillingError, type BillingErrorCode } from './errors.ts';

/**
 * The kinds of failure that billing knows, whoever the provider is: for metrics, alerts and help texts. `isRetryable` says
 * whether the same attempt can succeed later without anybody changing anything; `advice` is what a person should do.
 */
export const ERROR_CLASSES = {
  network: {
    isRetryable: true,
    advice:
      'Check the connection and try again in a moment. Look first whether it went through: nothing is charged twice.',
  },
  authentication: {
    isRetryable: false,
    advice: 'Sign in again. If you are signed in, ask an administrator for the permission.',
  },
  validation: { isRetryable: false, advice: 'Correct what the message names and send it again.' },
  rate_limit: { isRetryable: true, advice: 'Wait as long as the message says and try again.' },
  insufficient_funds: {
    isRetryable: true,
    advice: 'Add money to the account behind the card, or use another payment method.',
  },
  declined: { isRetryable: false, advice: 'Use another payment method, or ask the bank why it declined.' },
  action_required: {
    isRetryable: false,
    advice: 'Confirm the payment with the bank on the page that the message leads to.',
  },
  processing: {
    isRetryable: true,
    advice: 'Wait: a payment is under way. Pay nothing a second time; the page shows when it is done.',
  },
  conflict: {
    isRetryable: false,
    advice: 'Something has changed meanwhile. Look at the present state and decide again.',
  },
  unknown: { isRetryable: true, advice: 'Try again once. If it happens again, contact support.' },
} as const satisfies Record<string, { isRetryable: boolean; advice: string }>;

/** The closed list of kinds of failure. */
export type ErrorClass = keyof typeof ERROR_CLASSES;

/** Every {@link ErrorClass}. */
export const ERROR_CLASS_NAMES = Object.keys(ERROR_CLASSES) as readonly ErrorClass[];

const classesByCode: Readonly<Record<BillingErrorCode, ErrorClass>> = {
  unauthenticated: 'authentication',
  forbidden: 'authentication',
  not_found: 'validation',
  invalid_request: 'validation',
  billing_details_required: 'validation',
  limit_exceeded: 'validation',
  conflict: 'conflict',
  quote_changed: 'conflict',
  quote_expired: 'conflict',
  already_subscribed: 'conflict',
  payment_declined: 'declined',
  payment_action_required: 'action_required',
  rate_limited: 'rate_limit',
  provider_unavailable: 'network',
  internal: 'unknown',
};

/** The kind of any failure. What is no `BillingError` is `network` when no answer came, else `unknown`. */
export function classifyError(error: unknown): ErrorClass {
  if (BillingError.is(error)) return classesByCode[error.code];
  return error instanceof Error && isNetworkFailure(error) ? 'network' : 'unknown';
}

/** The kind of a provider's refusal by the code it has for it; see {@link classifyDecline} for payments. */
export function classifyCode(code: BillingErrorCode): ErrorClass {
  return classesByCode[code];
}

const classesByDecline: Readonly<Record<string, ErrorClass>> = {
  insufficient_funds: 'insufficient_funds',
  card_velocity_exceeded: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  authentication_required: 'action_required',
  offline_pin_required: 'action_required',
  online_or_offline_pin_required: 'action_required',
  approve_with_id: 'action_required',
  processing_error: 'processing',
  try_again_later: 'processing',
  reenter_transaction: 'processing',
  issuer_not_available: 'network',
  expired_card: 'validation',
  incorrect_number: 'validation',
  incorrect_cvc: 'validation',
  invalid_cvc: 'validation',
  incorrect_pin: 'validation',
  invalid_pin: 'validation',
  incorrect_zip: 'validation',
  invalid_expiry_month: 'validation',
  invalid_expiry_year: 'validation',
  duplicate_transaction: 'conflict',
};

/**
 * The kind of a charge that was declined, by the bank's reason. A reason that is unknown, or `null`, is `declined`.
 *
 * @param reason a decline code of Stripe, which is what `decline_reason` of Polar's payments holds.
 * @see https://docs.stripe.com/declines/codes
 */
export function classifyDecline(reason: string | null): ErrorClass {
  return (reason === null ? undefined : classesByDecline[reason]) ?? 'declined';
}

// `fetch` and Node say it in these ways.
function isNetworkFailure({ name, message, cause }: Error): boolean {
  if (name === 'AbortError' || name === 'TimeoutError') return true;
  if (name === 'TypeError' && /fetch|network/i.test(message)) return true;
  return cause instanceof Error && 'code' in cause && /^(E[A-Z]+|UND_ERR_\w+)$/.test(String(cause.code));
}
