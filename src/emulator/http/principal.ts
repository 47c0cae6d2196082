import type { models } from '@polar-sh/sdk/2026-10';
import type { CustomerRow, SessionRow, TokenRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { apiError, insufficientScope, invalidToken, unauthorized } from './errors.ts';
import type { Credential } from './operations.ts';

/** Who calls: the merchant, one of its customers (as one of its members, where there are any), or anybody. */
export type Principal =
  | { kind: 'organization'; token: TokenRow }
  | { kind: 'customer'; session: SessionRow; customer: CustomerRow; member: models.Member | null }
  | { kind: 'none' };

/** What an operation asks of its caller. */
export interface Demand {
  credential: Credential;
  /** Scopes of which one is enough; none are asked for when it is empty. */
  scopes: readonly string[];
}

const BEARER = /^bearer +(\S.*)$/i;
const MEMBERS_MAY_NOT = 'Only owners and billing managers can access billing features.';

/**
 * Tells who calls by the `Authorization` header. A header that carries no bearer token counts as none.
 *
 * @throws {PolarApiError} 401 for a token that is unknown or expired, whatever it was sent to.
 */
export function authenticate(transaction: Transaction, header: string | null): Principal {
  const bearer = BEARER.exec(header ?? '')?.[1]?.trim();
  if (bearer === undefined) return { kind: 'none' };
  const token = transaction.firstBy('tokens', 'token', bearer);
  if (token !== undefined && isCurrent(transaction, token)) return { kind: 'organization', token };
  const session = transaction.firstBy('sessions', 'token', bearer);
  if (session === undefined || !isCurrent(transaction, session)) throw invalidToken();
  const customer = transaction.get('customers', session.customer_id);
  if (customer === undefined || customer.deleted_at !== null) throw invalidToken();
  if (session.member_id === null) return { kind: 'customer', session, customer, member: null };
  const member = transaction.get('members', session.member_id);
  if (member === undefined) throw invalidToken();
  return { kind: 'customer', session, customer, member };
}

function isCurrent(transaction: Transaction, { expires_at }: { expires_at: string | null }): boolean {
  return expires_at === null || compareInstants(expires_at, transaction.now) > 0;
}

/**
 * Lets a caller through to an operation.
 *
 * @throws {PolarApiError} 401 for no token or one of the other kind; 403 for one without a scope that is needed.
 */
export function authorize(principal: Principal, { credential, scopes }: Demand): void {
  if (credential === 'none') return;
  if (principal.kind === 'none') throw unauthorized();
  if (principal.kind !== (credential === 'customer' ? 'customer' : 'organization')) {
    throw invalidToken('The subject of this access token is not valid for this endpoint.');
  }
  // A session may do all that its customer may.
  if (principal.kind === 'customer' || principal.token.scopes === null || scopes.length === 0) return;
  const held = principal.token.scopes;
  if (!scopes.some((scope) => held.includes(scope))) throw insufficientScope(scopes);
}

/**
 * The customer that a portal operation is called for.
 *
 * @throws {PolarApiError} 401 when the caller is no customer.
 */
export function customerOf({ principal }: { principal: Principal }): CustomerRow {
  if (principal.kind !== 'customer') throw unauthorized();
  return principal.customer;
}

/** The member that calls; `null` for the session of a customer as a whole, which may do everything. */
export function memberOf({ principal }: { principal: Principal }): models.Member | null {
  return principal.kind === 'customer' ? principal.member : null;
}

/**
 * The customer whose billing a portal operation is about to show or to change.
 *
 * @throws {PolarApiError} 403 for a member who is neither its owner nor a billing manager.
 * @see polar customer_portal/auth.py, `CustomerPortalUnionBillingWrite`
 */
export function billedCustomerOf(call: { principal: Principal }): CustomerRow {
  if (memberOf(call)?.role === 'member') throw apiError(403, 'NotPermitted', MEMBERS_MAY_NOT);
  return customerOf(call);
}

/**
 * The member who manages the others.
 *
 * @throws {PolarApiError} 401 for the session of a customer as a whole, 403 for a member of another role.
 * @see polar customer_portal/auth.py, `CustomerPortalBillingManager`
 */
export function managerOf(call: { principal: Principal }): models.Member {
  const member = memberOf(call);
  if (member === null) throw invalidToken('The subject of this access token is not valid for this endpoint.');
  if (member.role === 'member') throw apiError(403, 'NotPermitted', 'Insufficient role for this operation');
  return member;
}
