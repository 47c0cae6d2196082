import { BillingError } from '../core/index.ts';

/**
 * The address of a path of the app that a page of the provider's leads back to.
 *
 * @throws {BillingError} `invalid_request` — the path leads out of the app.
 */
export function returnAddress(appUrl: URL, returnPath: string): URL {
  const url = URL.canParse(returnPath, appUrl) ? new URL(returnPath, appUrl) : null;
  if (url === null || url.origin !== appUrl.origin || url.username !== '' || url.password !== '') {
    throw new BillingError('invalid_request', {
      message: 'Return to a path of this app, starting with one slash.',
      field: 'returnPath',
    });
  }
  return url;
}
