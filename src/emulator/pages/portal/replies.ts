import type { Context } from 'hono';
import type { Engine } from '../../engine/engine.ts';
import { organizationOf } from '../../engine/organization.ts';
import type { Transaction } from '../../state/transaction.ts';
import { type Markup, noticePage } from '../layout.ts';
import { pageHeaders, type Surroundings } from '../page.ts';
import type { Draw } from './page.ts';
import { type Request, type Visit, wayBack } from './visit.ts';

/** A page with its status. */
export interface Reply {
  page: Markup;
  status: 200 | 401 | 403 | 404;
}

// Never in a frame, and without the scripts and forms of others. Where a form came from is told to these pages alone:
// without that, browsers send `Origin: null`.
function headersFor(transaction: Transaction, around: Surroundings): Record<string, string> {
  const headers = pageHeaders(transaction, around);
  const policy = `${headers['content-security-policy']}; form-action 'self'`;
  return { ...headers, 'content-security-policy': policy, 'referrer-policy': 'same-origin' };
}

/** Sends a page of the portal. */
export function send(
  context: Context,
  engine: Engine,
  around: Surroundings,
  { page, status }: Reply,
): Response | Promise<Response> {
  const headers = engine.rehearse((transaction) => headersFor(transaction, around));
  return context.html(page, status, headers);
}

/** A page that says one thing. */
export function say(around: Surroundings, status: Reply['status'], title: string, text: string): Reply {
  return { status, page: noticePage({ title, text, link: null }, around) };
}

/** What is said to who has no session, or one that is over. */
export function locked(transaction: Transaction, request: Pick<Request, 'token' | 'around'>): Reply {
  const { name } = organizationOf(transaction);
  const isKnown = transaction.firstBy('sessions', 'token', request.token) !== undefined;
  const title = isKnown ? 'Your visit has ended' : 'This link does not open the portal';
  const text = `A link to the customer portal works for one hour. Go back to ${name} and open the portal from there again.`;
  const link = wayBack(transaction, request.token);
  return { status: 401, page: noticePage({ title, text, link }, request.around) };
}

/** What is said to a member who may not bill. */
export function forbidden({ around }: Visit): Reply {
  const text =
    'Billing is for the owner and the billing managers of your team. Ask one of them to do this for you.';
  return say(around, 403, 'You cannot see billing', text);
}

/** What is said where nothing is, or what is somebody else's. */
export function absent({ around }: Pick<Visit, 'around'>): Reply {
  const text = 'It may have been removed, or the link is incomplete. Go back and try again.';
  return say(around, 404, 'There is nothing here', text);
}

/** Draws a page for a visitor, where they may see it. */
export function show(
  transaction: Transaction,
  visit: Visit,
  page: { isBilling: boolean; draw: Draw },
): Reply {
  if (page.isBilling && !visit.mayBill) return forbidden(visit);
  const markup = page.draw(transaction, visit);
  return markup === null ? absent(visit) : { page: markup, status: 200 };
}
