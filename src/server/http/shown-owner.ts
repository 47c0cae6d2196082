import { OWNER_HEADER } from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import type { Caller } from '../server-context.ts';

// Ids of owners may hold anything; a header may not.
function nameOf({ externalId }: Caller): string {
  return encodeURIComponent(externalId);
}

/**
 * Refuses a page that still shows the owner of an earlier session.
 *
 * @throws {BillingError} `conflict` — the request names another owner than the session's.
 */
export function requireShownOwner(request: Request, caller: Caller): void {
  const shown = request.headers.get(OWNER_HEADER);
  if (shown === null || shown === nameOf(caller)) return;
  throw new BillingError('conflict', {
    message: 'This page shows another account than the one you are signed in for. Reload it.',
  });
}

/** Names on an answer whose billing it is. */
export function nameOwner(response: Response, caller: Caller): Response {
  response.headers.set(OWNER_HEADER, nameOf(caller));
  return response;
}
