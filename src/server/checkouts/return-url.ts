import { returnAddress } from '../return-address.ts';

/**
 * The address of a path of the app, with the place where the provider puts the checkout's id.
 *
 * @throws {BillingError} `invalid_request` — the path leads out of the app.
 */
export function checkoutReturnUrls(
  appUrl: URL,
  returnPath: string,
): { successUrl: string; returnUrl: string } {
  const url = returnAddress(appUrl, returnPath);
  url.searchParams.delete('checkout_id');
  const separator = url.search === '' ? '?' : '&';
  // By hand: URL would encode the braces, and the provider looks for them as they are.
  const successUrl = `${url.origin}${url.pathname}${url.search}${separator}checkout_id={CHECKOUT_ID}${url.hash}`;
  return { successUrl, returnUrl: url.href };
}
