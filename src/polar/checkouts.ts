import type { models } from '@polar-sh/sdk/2026-10';
import { createCheckouts, getCheckouts } from '@polar-sh/sdk/2026-10/services/checkouts';
import type { CreateCheckoutInput, PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toCheckoutRecord } from './records/checkout.ts';

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
    metadata: input.metadata,
  };
}

/** Hosted checkouts. */
export function createCheckoutOperations({
  core,
  send,
}: PolarClient): Pick<PaymentProvider, 'createCheckout' | 'getCheckout'> {
  return {
    createCheckout: (input) =>
      send('create checkout', async () =>
        toCheckoutRecord(await createCheckouts(core)(toCheckoutCreate(input))),
      ),
    getCheckout: (checkoutId) =>
      send('get checkout', async () => toCheckoutRecord(await getCheckouts(core)(checkoutId))),
  };
}
