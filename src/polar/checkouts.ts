import type { models, PolarCore } from '@polar-sh/sdk/2026-10';
import { createCheckouts, getCheckouts, listCheckouts } from '@polar-sh/sdk/2026-10/services/checkouts';
import { listOrders } from '@polar-sh/sdk/2026-10/services/orders';
import type { CheckoutRecord, CreateCheckoutInput, PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toCheckoutRecord } from './records/checkout.ts';

/** Metadata by which a checkout is found whose creation was not answered. */
const REQUEST_ID = 'floe_request_id';

// A checkout that nobody has heard of is among the last that were made for its customer.
const NEWEST_CHECKOUTS = 100;

function toCheckoutCreate(input: CreateCheckoutInput): models.CheckoutCreate {
  return {
    products: [input.productId],
    external_customer_id: input.externalCustomerId,
    // Polar refuses what is none of its currencies, so the cast promises no more than the server will check.
    currency: input.currency.toLowerCase() as models.PresentmentCurrency,
    success_url: input.successUrl,
    return_url: input.returnUrl,
    customer_ip_address: input.customerIpAddress,
    // An invoice needs a name and an address, and can only be given them here.
    require_billing_address: true,
    metadata: { ...input.metadata, [REQUEST_ID]: input.requestId },
  };
}

// Polar names a subscription on the checkout only where an existing one is upgraded. A new one is found by the
// order that the checkout made.
async function withSubscription(core: PolarCore, record: CheckoutRecord): Promise<CheckoutRecord> {
  if (record.status !== 'succeeded' || record.subscriptionId !== null) return record;
  const { items } = await listOrders(core)({ checkout_id: record.id, limit: 1 });
  return { ...record, subscriptionId: items[0]?.subscription_id ?? null };
}

/** Hosted checkouts. */
export function createCheckoutOperations({
  core,
  send,
  asChange,
  requirePage,
}: PolarClient): Pick<PaymentProvider, 'createCheckout' | 'findCheckout' | 'getCheckout'> {
  function toRecord(checkout: Parameters<typeof toCheckoutRecord>[0]): CheckoutRecord {
    const record = toCheckoutRecord(checkout);
    return { ...record, url: requirePage(record.url) };
  }

  return {
    createCheckout: (input) =>
      send('create checkout', async () =>
        toRecord(await createCheckouts(core)(toCheckoutCreate(input), asChange)),
      ),
    findCheckout: ({ externalCustomerId, requestId }) =>
      send('find checkout', async () => {
        const { items } = await listCheckouts(core)({
          external_customer_id: externalCustomerId,
          limit: NEWEST_CHECKOUTS,
          sorting: ['-created_at'],
        });
        const found = items.find(({ metadata }) => metadata[REQUEST_ID] === requestId);
        return found === undefined ? null : withSubscription(core, toRecord(found));
      }),
    getCheckout: (checkoutId) =>
      send('get checkout', async () =>
        withSubscription(core, toRecord(await getCheckouts(core)(checkoutId))),
      ),
  };
}
