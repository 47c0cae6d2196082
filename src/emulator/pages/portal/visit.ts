import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../../engine/organization.ts';
import { PolarApiError } from '../../http/errors.ts';
import { authenticate } from '../../http/principal.ts';
import type { CustomerRow, SessionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Surroundings } from '../page.ts';
import type { NoticeName } from './notices.ts';

/** What was typed into a form, by the fields' names. */
export type Typed = Readonly<Record<string, string>>;

/** Who looks at a page of the portal, and how. */
export interface Visit {
  /** Where the portal is: `/acme/portal`. */
  base: string;
  session: SessionRow;
  customer: CustomerRow;
  /** `null` for the session of a customer as a whole. */
  member: models.Member | null;
  /** Whether billing may be seen and changed: not by a mere member of a team. */
  mayBill: boolean;
  around: Surroundings;
  /** The id in the path; empty where there is none. */
  id: string;
  query: Typed;
  /** What went well just before. */
  notice: NoticeName | null;
  /** What did not, in words for the person who tried. */
  alert: string | null;
  typed: Typed;
  /** What is wrong with what was typed, by field. */
  errors: Typed;
}

/** What a request says of its visitor. */
export type Request = Pick<Visit, 'base' | 'around' | 'id' | 'query' | 'notice'> & { token: string };

/** Lets a visitor in by the token of a session; `null` for one that is unknown, expired or of another kind. */
export function enter(transaction: Transaction, { token, ...request }: Request): Visit | null {
  const principal = known(transaction, token);
  if (principal?.kind !== 'customer') return null;
  const { session, customer, member } = principal;
  const mayBill = member?.role !== 'member';
  return { ...request, session, customer, member, mayBill, alert: null, typed: {}, errors: {} };
}

function known(transaction: Transaction, token: string) {
  try {
    return authenticate(transaction, `Bearer ${token}`);
  } catch (error) {
    if (error instanceof PolarApiError) return null;
    throw error;
  }
}

/** The way back to the merchant: where the session came from, even when it is over. */
export function wayBack(transaction: Transaction, token: string): { href: string; label: string } | null {
  const url = transaction.firstBy('sessions', 'token', token)?.return_url ?? null;
  return url === null ? null : { href: url, label: `Back to ${organizationOf(transaction).name}` };
}
