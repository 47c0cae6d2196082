import { BillingError } from '../../core/index.ts';
import type { Authenticate, BillingSession } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';

/** How a request becomes a caller. */
export interface AuthenticateCallerOptions {
  authenticate: Authenticate;
  /** Where a request comes from; `null` when nobody who can be believed has told. */
  addressOf: (request: Request) => string | null;
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
  { authenticate, addressOf }: AuthenticateCallerOptions,
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
    ipAddress: addressOf(request),
    userAgent: userAgentOf(request),
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

// Anybody can send anything as this: as much of it is kept as tells one browser from another.
const USER_AGENT_LENGTH = 300;

function userAgentOf(request: Request): string | null {
  const agent = request.headers
    .get('user-agent')
    ?.replace(/[^\x20-\x7e]/g, '')
    .slice(0, USER_AGENT_LENGTH);
  return agent || null;
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
