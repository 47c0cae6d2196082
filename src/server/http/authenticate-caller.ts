import { BillingError } from '../../core/index.ts';
import type { Authenticate } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';

/** How a request becomes a caller. */
export interface AuthenticateCallerOptions {
  authenticate: Authenticate;
  /** A header that a proxy of the host sets and no client can. */
  trustedProxyHeader?: string | undefined;
}

/**
 * Finds out who asks, and for whom, from the host's session alone.
 *
 * @throws {BillingError} `unauthenticated` — nobody is signed in.
 */
export async function authenticateCaller(
  request: Request,
  context: Pick<ServerContext, 'externalIdOf' | 'permissionsOf'>,
  { authenticate, trustedProxyHeader }: AuthenticateCallerOptions,
): Promise<Caller> {
  const session = await authenticate(request);
  if (session === null)
    throw new BillingError('unauthenticated', { message: 'Sign in to see your billing.' });
  return {
    session,
    externalId: context.externalIdOf(session.owner),
    permissions: context.permissionsOf(session.role),
    ipAddress: trustedProxyHeader === undefined ? null : readAddress(request.headers.get(trustedProxyHeader)),
  };
}

// A proxy appends the address it saw; whatever stands before it came from the client.
function readAddress(header: string | null): string | null {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  return /^[0-9a-f.:]{3,45}$/i.test(last) ? last : null;
}
