import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import type { NoticeName } from './notices.ts';
import type { Typed, Visit } from './visit.ts';

/** Draws a page; `null` for what is not there. */
export type Draw = (transaction: Transaction, visit: Visit) => Markup | null;

/** A page of the portal. */
export interface Page {
  /** After the portal's own path: `/orders/:id`. */
  path: string;
  /** Whether only who may bill sees it. */
  isBilling: boolean;
  draw: Draw;
}

/** What follows a form: the way on, with what went well; what is wrong with it; or a page in between. */
export type Outcome = { to: string; notice?: NoticeName } | { errors: Typed } | { page: Markup };

/** A form of the portal: what it does, and the page it stands on, which says what went wrong. */
export interface Action {
  path: string;
  isBilling: boolean;
  draw: Draw;
  perform(transaction: Transaction, visit: Visit): Outcome;
}
