import { BillingError } from '../../core/index.ts';
import type { Authenticate, BillingSession } from '../ports/index.ts';
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
 * @throws {BillingError} `forbidden` — the host says that somebody signed in may see no billing.
 * @throws {Error} when the host's session does not say who it is, or whose billing it is.
 */
export async function authenticateCaller(
  request: Request,
  context: Pick<ServerContext, 'externalIdOf' | 'permissionsOf'>,
  { authenticate, trustedProxyHeader }: AuthenticateCallerOptions,
): Promise<Caller> {
  const session = await authenticate(request);
  // A host without types may return nothing at all.
  if (session === null || session === undefined) {
    throw new BillingError('unauthenticated', { message: 'Sign in to see your billing.' });
  }
  requireIdentity(session);
  return {
    session,
    externalId: context.externalIdOf(session.owner),
    permissions: context.permissionsOf(session.role),
    ipAddress: trustedProxyHeader === undefined ? null : readAddress(request.headers.get(trustedProxyHeader)),
  };
}

// An id that is missing would be one account for everybody whose id is missing.
function requireIdentity({ userId, owner }: BillingSession): void {
  if (isId(userId) && isId(owner?.id) && (owner.type === 'organization' || owner.type === 'user')) return;
  throw new Error(
    'floe-billing: authenticate returned a session without a user id, or without an owner of a known type and an id. ' +
      'Return null when nobody is signed in, and a complete session otherwise.',
  );
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

// A proxy appends the address it saw; whatever stands before it came from the client.
function readAddress(header: string | null): string | null {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  return /^[0-9a-f.:]{3,45}$/i.test(last) ? last : null;
}
