import { BillingError } from '../../core/index.ts';

/**
 * The address of a path of the app, with the place where the provider puts the checkout's id.
 *
 * @throws {BillingError} `invalid_request` — the path leads out of the app.
 */
export function checkoutReturnUrls(
  appUrl: URL,
  returnPath: string,
): { successUrl: string; returnUrl: string } {
  const url = URL.canParse(returnPath, appUrl) ? new URL(returnPath, appUrl) : null;
  if (url === null || url.origin !== appUrl.origin || url.username !== '' || url.password !== '') {
    throw new BillingError('invalid_request', {
      message: 'Return to a path of this app, starting with one slash.',
      field: 'returnPath',
    });
  }
  url.searchParams.delete('checkout_id');
  const separator = url.search === '' ? '?' : '&';
  // By hand: URL would encode the braces, and the provider looks for them as they are.
  const successUrl = `${url.origin}${url.pathname}${url.search}${separator}checkout_id={CHECKOUT_ID}${url.hash}`;
  return { successUrl, returnUrl: url.href };
}
