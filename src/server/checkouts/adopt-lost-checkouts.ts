import { z } from 'zod';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { CheckoutRecord, CommandRequestRecord } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** What a checkout is wanted for, as kept before the provider is asked for it. */
export const wantedCheckout = z.object({
  priceId: z.string(),
  productId: z.string(),
  currency: z.string(),
  returnPath: z.string(),
});

/** See {@link wantedCheckout}. */
export type WantedCheckout = z.output<typeof wantedCheckout>;

/**
 * Looks at the provider for checkouts that were asked for and whose answer never came, and keeps them as if it had: they
 * are given to whoever asks again, instead of a second one.
 */
export async function adoptLostCheckouts(externalId: string, context: ServerContext): Promise<void> {
  for (const request of await context.store.listCommandRequests(externalId)) {
    if (request.operation !== 'startCheckout') continue;
    const record = await context.provider.findCheckout({
      externalCustomerId: externalId,
      requestId: request.id,
    });
    if (record !== null) await adopt(record, request, externalId, context);
  }
}

async function adopt(
  record: CheckoutRecord,
  { id, request }: CommandRequestRecord,
  externalId: string,
  { store, clock }: ServerContext,
): Promise<void> {
  const wanted = wantedCheckout.parse(request);
  await store.transaction(async (transaction) => {
    await writeSnapshots(transaction, {
      externalId,
      snapshots: asRead([{ kind: 'checkout', record }]),
      actor: 'system',
      at: clock.now(),
      messageKey: `found_checkout:${id}:${record.modifiedAt}`,
    });
    await transaction.saveCheckoutIntent({
      ...wanted,
      checkoutId: record.id,
      externalId,
      expiresAt: record.expiresAt,
    });
  });
}
