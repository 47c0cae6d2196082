import type { BillingAdapter } from '../contract/index.ts';
import { BillingError } from '../core/index.ts';
import { toBillingError } from './to-billing-error.ts';

const LIMIT_MS = 30_000;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 4_000;

function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Asks for an invoice's document until it is ready, and resolves to its address.
 *
 * @throws {BillingError} provider_unavailable — it was not ready within 30 s.
 */
export async function waitForInvoiceDocument(
  adapter: BillingAdapter,
  invoiceId: string,
  controller: AbortController,
): Promise<string> {
  const { signal } = controller;
  const tooLate = new BillingError('provider_unavailable', {
    message: 'The invoice is still being prepared. Try again in a minute.',
  });
  const limit = setTimeout(() => controller.abort(tooLate), LIMIT_MS);
  try {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(MAX_DELAY_MS, delayMs * 1.5)) {
      const document = await adapter.getInvoiceDocument({ invoiceId }, { signal });
      if (document.status === 'ready') return document.url;
      await wait(delayMs, signal);
    }
  } catch (error) {
    // An adapter may reject with an error of its own when it is aborted; the limit's is the one that helps.
    throw signal.reason === tooLate ? tooLate : toBillingError(error);
  } finally {
    clearTimeout(limit);
  }
}
