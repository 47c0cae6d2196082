import { z } from 'zod';
import type { ChangePreview, PaymentProvider } from '../server/ports/index.ts';
import { toPolarFailure } from './errors/polar-failure.ts';
import { toErrorCode } from './errors/to-billing-error.ts';
import type { PolarClient } from './polar-client.ts';
import { toAppliedBalance } from './records/invoice.ts';
import { PolarShapeError, readWire, wireAmount } from './records/read-wire.ts';

/** How long a server without previews is not asked again. */
const MEMORY_IN_MS = 10 * 60 * 1000;

const polarPreview = z.object({
  prorations: z.array(z.object({ label: z.string(), amount: wireAmount })),
  subtotal_amount: wireAmount,
  discount_amount: wireAmount,
  tax_amount: wireAmount.nullable(),
  total_amount: wireAmount,
  applied_balance_amount: wireAmount,
  due_amount: wireAmount,
});

/** Polar's preview in our words. It names no currency: it is the subscription's. */
export function toChangePreview(wire: unknown, currency: string): ChangePreview {
  const preview = readWire(polarPreview, wire, 'change preview');
  return {
    currency,
    prorations: preview.prorations,
    subtotalAmount: preview.subtotal_amount,
    discountAmount: preview.discount_amount,
    taxAmount: preview.tax_amount,
    totalAmount: preview.total_amount,
    appliedBalanceAmount: toAppliedBalance(preview.applied_balance_amount),
    dueAmount: preview.due_amount,
  };
}

// The endpoint is private and in no SDK. A server that does not offer it has no such route, or refuses the token; one
// that has changed it may want another body. A subscription that is missing or cannot be changed has a name of its own.
function lacksPreview(error: unknown): boolean {
  const failure = toPolarFailure(error);
  return (
    failure !== null && [403, 404, 405, 422].includes(failure.status) && toErrorCode(failure) === 'internal'
  );
}

type PolarRequest = ReturnType<PolarClient['core']['buildRequest']>;

/** What {@link createPreviewOperations} needs beside the client. */
export interface PreviewOptions {
  getSubscription: PaymentProvider['getSubscription'];
  /** Real time that never goes back, in milliseconds. @default performance.now */
  monotonicMs?: (() => number) | undefined;
}

/**
 * What a change or the next charge would cost, by Polar's private previews.
 *
 * @see `POST /v1/subscriptions/{id}/change-preview` and `GET …/charge-preview` in Polar's server/polar/subscription/endpoints.py (2026-08-22).
 */
export function createPreviewOperations(
  { core, send, logger }: PolarClient,
  { getSubscription, monotonicMs = () => performance.now() }: PreviewOptions,
): Pick<PaymentProvider, 'previewChange' | 'previewNextCharge'> {
  let askAgainAtMs = Number.NEGATIVE_INFINITY;

  // The core client builds, sends and reads requests for every service of the SDK; this is one more.
  async function ask(request: PolarRequest): Promise<unknown> {
    const response = await core.sendRequest(request);
    try {
      return await core.parseResponse<unknown>(response, 'json');
    } catch (error) {
      if (response.status !== 501 && !lacksPreview(error)) throw error;
      askAgainAtMs = monotonicMs() + MEMORY_IN_MS;
      return null;
    }
  }

  // Nothing promises that a private answer stays as it is; plans must be changeable on the day it does not.
  function readPreview(wire: unknown, currency: string): ChangePreview | null {
    try {
      return toChangePreview(wire, currency);
    } catch (error) {
      if (!(error instanceof PolarShapeError)) throw error;
      logger.error({ operation: 'preview change' }, error.message);
      askAgainAtMs = monotonicMs() + MEMORY_IN_MS;
      return null;
    }
  }

  async function preview(
    operation: string,
    subscriptionId: string,
    request: PolarRequest,
  ): Promise<ChangePreview | null> {
    if (monotonicMs() < askAgainAtMs) return null;
    return send(operation, async () => {
      const answer = await ask(request);
      if (answer === null) return null;
      const { money } = await getSubscription(subscriptionId);
      return readPreview(answer, money.currency);
    });
  }

  return {
    previewChange({ subscriptionId, productId, proration }) {
      const path = '/v1/subscriptions/{id}/change-preview';
      const body = { product_id: productId, proration_behavior: proration };
      const request = core.buildRequest('POST', path, { id: subscriptionId }, {}, body);
      return preview('preview change', subscriptionId, request);
    },
    previewNextCharge(subscriptionId) {
      const path = '/v1/subscriptions/{id}/charge-preview';
      const request = core.buildRequest('GET', path, { id: subscriptionId });
      return preview('preview next charge', subscriptionId, request);
    },
  };
}
