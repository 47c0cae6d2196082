import { BillingError, ROLES, type Role } from '../core/index.ts';
import type { Authenticate, BillingSession } from '../server/index.ts';

/** The part of a Better Auth instance that is read: what `betterAuth()` returns satisfies it. */
export interface BetterAuthInstance {
  api: {
    getSession(input: {
      headers: Headers;
      query: { disableCookieCache: boolean; disableRefresh: boolean };
    }): Promise<BetterAuthSession | null>;
  };
  $context: PromiseLike<{
    adapter: {
      findOne(query: { model: string; where: { field: string; value: string }[] }): PromiseLike<unknown>;
    };
  }>;
}

/** Who is signed in, as Better Auth says it. */
export interface BetterAuthSession {
  session: {
    /** Set by the organization plugin. */
    activeOrganizationId?: string | null | undefined;
  };
  user: BetterAuthUser;
}

/** Someone with an account. */
export interface BetterAuthUser {
  id: string;
  name: string;
  email: string;
}

/** A row of the organization plugin, the host's own additional fields included. */
export type BetterAuthOrganization = { id: string; name: string } & Readonly<Record<string, unknown>>;

/** Options of {@link createBetterAuthAuthenticate}. */
export interface CreateBetterAuthAuthenticateOptions {
  /** What `betterAuth()` returned. */
  auth: BetterAuthInstance;
  /**
   * What a membership's role is here. A role that is missing sees no billing. Of several roles the most powerful
   * counts.
   *
   * @default {@link DEFAULT_MEMBERSHIP_ROLES}
   */
  roles?: Readonly<Record<string, Role>> | undefined;
  /** Whether somebody without an active organization manages billing of their own. @default false */
  personal?: boolean | undefined;
  /** Where the provider writes to an organization, such as an additional field of it. @default nowhere of its own */
  organizationEmail?: ((organization: BetterAuthOrganization) => string | null) | undefined;
}

/** The roles that Better Auth's organization plugin knows by itself. */
export const DEFAULT_MEMBERSHIP_ROLES: Readonly<Record<string, Role>> = {
  owner: 'owner',
  admin: 'admin',
  member: 'member',
};

/**
 * Tells the billing server who asks by Better Auth's session: the active organization owns the billing, and the
 * role of the membership decides what the caller may do. Session and membership are read anew for each request, past
 * Better Auth's cookie cache: who is signed out or removed loses access with the next request. Sessions must
 * therefore be kept in a store. Reading one never extends it.
 *
 * The returned function rejects with a `BillingError` `forbidden` when somebody is signed in whose billing it cannot
 * be: without an active organization, no longer a member of it, or in a role that is not in the table.
 *
 * @example
 * const authenticate = createBetterAuthAuthenticate({ auth, roles: { owner: 'owner', admin: 'admin', billing: 'admin' } });
 * const billing = createBillingServer({ store, provider, authenticate, catalog, appUrl });
 */
export function createBetterAuthAuthenticate(options: CreateBetterAuthAuthenticateOptions): Authenticate {
  const {
    auth,
    roles = DEFAULT_MEMBERSHIP_ROLES,
    personal = false,
    organizationEmail = () => null,
  } = options;

  return async ({ headers }) => {
    // A cached session would outlive its end by minutes, and refreshing one sets a cookie that this answer cannot carry.
    const query = { disableCookieCache: true, disableRefresh: true };
    const signedIn = await auth.api.getSession({ headers, query });
    if (signedIn === null) return null;

    const { user, session } = signedIn;
    const person = { userId: user.id, userName: user.name, userEmail: user.email };
    const organizationId = session.activeOrganizationId ?? '';
    if (organizationId === '') {
      if (!personal) throw forbidden('Choose an organization to see its billing.');
      const { id, name, email } = user;
      return { ...person, role: 'owner', owner: { type: 'user', id, name, email } };
    }

    // By the adapter and not by the plugin's endpoints: those go by the cached session, and take a database that does
    // not answer for somebody who is not signed in.
    const { adapter } = await auth.$context;
    const [membership, organization] = await Promise.all([
      adapter.findOne({
        model: 'member',
        where: [
          { field: 'userId', value: user.id },
          { field: 'organizationId', value: organizationId },
        ],
      }),
      adapter.findOne({ model: 'organization', where: [{ field: 'id', value: organizationId }] }),
    ]);
    if (!isMembership(membership) || !isOrganization(organization)) {
      throw forbidden('You are not a member of this organization any more. Choose another one.');
    }
    const role = strongestRole(membership.role, roles);
    if (role === null) {
      throw forbidden(
        'Your role in this organization does not include billing. Ask an owner or administrator.',
      );
    }
    const { id, name } = organization;
    const owner: BillingSession['owner'] = {
      type: 'organization',
      id,
      name,
      email: organizationEmail(organization),
    };
    return { ...person, role, owner };
  };
}

function forbidden(message: string): BillingError {
  return new BillingError('forbidden', { message });
}

function isRow(row: unknown): row is Record<string, unknown> {
  return typeof row === 'object' && row !== null;
}

function isMembership(row: unknown): row is { role: string } {
  return isRow(row) && typeof row.role === 'string';
}

function isOrganization(row: unknown): row is BetterAuthOrganization {
  return isRow(row) && typeof row.id === 'string' && typeof row.name === 'string';
}

/** Better Auth keeps several roles as one text with commas. */
function strongestRole(membershipRole: string, table: Readonly<Record<string, Role>>): Role | null {
  const held = membershipRole.split(',').map((name) => name.trim());
  // Own entries only: a role may be called `constructor`.
  const known = held.flatMap((name) => (Object.hasOwn(table, name) ? [table[name]] : []));
  return ROLES.find((role) => known.includes(role)) ?? null;
}
