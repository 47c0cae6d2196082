import type { ChangeQuote } from './quote.ts';

/** Everything that can go wrong, as a program sees it: HTTP status of the wire and whether a retry can help. */
export const BILLING_ERRORS = {
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  invalid_request: { status: 400, retryable: false },
  conflict: { status: 409, retryable: false },
  quote_changed: { status: 409, retryable: false },
  quote_expired: { status: 409, retryable: false },
  already_subscribed: { status: 409, retryable: false },
  payment_declined: { status: 402, retryable: false },
  payment_action_required: { status: 402, retryable: false },
  billing_details_required: { status: 422, retryable: false },
  limit_exceeded: { status: 422, retryable: false },
  rate_limited: { status: 429, retryable: true },
  provider_unavailable: { status: 503, retryable: true },
  internal: { status: 500, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

/** The closed list of error codes. */
export type BillingErrorCode = keyof typeof BILLING_ERRORS;

/** Every {@link BillingErrorCode}. */
export const BILLING_ERROR_CODES = Object.keys(BILLING_ERRORS) as readonly BillingErrorCode[];

/** What a {@link BillingError} carries beside its code. */
export interface BillingErrorOptions {
  /** What happened and what to do next, in a sentence a person can act on. No provider text. */
  message: string;
  /** The input field the error concerns, as a dotted path. */
  field?: string | undefined;
  /** With `rate_limited` and `provider_unavailable`: seconds to wait before trying again. */
  retryAfterSeconds?: number | undefined;
  /** With `payment_action_required`: the page where the person completes the payment. */
  actionUrl?: string | undefined;
  /** With `quote_changed`: the quote that holds now. */
  quote?: ChangeQuote | undefined;
  cause?: unknown;
}

/** A {@link BillingError} as it travels over the wire. */
export interface BillingErrorBody {
  error: {
    code: BillingErrorCode;
    message: string;
    retryable: boolean;
    field?: string | undefined;
    retryAfterSeconds?: number | undefined;
    actionUrl?: string | undefined;
    quote?: ChangeQuote | undefined;
  };
}

// Two copies of this package can meet in one app, so `instanceof` is not enough.
const marker = Symbol.for('floe-billing.error');

/** The only error type that crosses a public boundary of this package. */
export class BillingError extends Error {
  readonly [marker] = true;
  override readonly name = 'BillingError';
  readonly code: BillingErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly actionUrl: string | undefined;
  readonly quote: ChangeQuote | undefined;

  constructor(code: BillingErrorCode, options: BillingErrorOptions) {
    super(options.message, { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.actionUrl = options.actionUrl;
    this.quote = options.quote;
  }

  /** Whether doing the same again, with the same idempotency key, can succeed. */
  get retryable(): boolean {
    return BILLING_ERRORS[this.code].retryable;
  }

  /** Whether a value is a `BillingError` of this or another copy of the package. */
  static is(error: unknown): error is BillingError {
    return typeof error === 'object' && error !== null && marker in error;
  }

  /** The error as plain JSON, without its cause. */
  toBody(): BillingErrorBody {
    const { code, message, retryable, field, retryAfterSeconds, actionUrl, quote } = this;
    return { error: { code, message, retryable, field, retryAfterSeconds, actionUrl, quote } };
  }

  /** The error a body was made from. A code of a newer server becomes `internal`. */
  static fromBody(body: BillingErrorBody): BillingError {
    const { code, ...options } = body.error;
    return new BillingError(code in BILLING_ERRORS ? code : 'internal', options);
  }
}
