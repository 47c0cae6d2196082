/** What a test card does: pays, is declined at once, or is accepted and declined at its first charge. */
export type SandboxCard = 'pays' | 'declined' | 'declined_later';

const tokens: Record<SandboxCard, string> = {
  pays: 'ctoken_visa',
  declined: 'ctoken_visa_declined',
  declined_later: 'ctoken_visa_declined_later',
};

/** Options of {@link payCheckout}. */
export interface PayCheckoutOptions {
  /** @default 'pays' */
  card?: SandboxCard | undefined;
  /** ISO 3166-1 alpha-2; the emulator's tax depends on it. @default 'US', without tax */
  country?: string | undefined;
  /** On the invoice. @default 'Northwind Construction' */
  billingName?: string | undefined;
}

/**
 * Does what a person does on the emulator's hosted page: fills in name, address and card, and pays.
 *
 * @param checkoutUrl the page's address, as `startCheckout` returned it.
 * @returns `declined` when the card was.
 * @throws {Error} when the checkout cannot be paid, such as one that has expired.
 */
export async function payCheckout(
  checkoutUrl: string,
  { card = 'pays', country = 'US', billingName = 'Northwind Construction' }: PayCheckoutOptions = {},
): Promise<'paid' | 'declined'> {
  const { origin, pathname } = new URL(checkoutUrl);
  const secret = pathname.split('/').at(-1) ?? '';
  const response = await fetch(`${origin}/v1/checkouts/client/${secret}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      confirmation_token_id: tokens[card],
      customer_billing_name: billingName,
      customer_billing_address: {
        country,
        line1: '1 Main Street',
        postal_code: '10001',
        city: 'New York',
        state: country === 'US' ? 'US-NY' : null,
      },
    }),
  });
  if (response.ok) return 'paid';
  const text = await response.text();
  if (response.status === 400 && text.includes('PaymentError')) return 'declined';
  throw new Error(
    `floe-billing: the checkout was not paid. The emulator answered ${response.status}: ${text}`,
  );
}
