import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { findEmailUpdate, verifyEmailUpdate } from '../../engine/email-updates.ts';
import type { Engine } from '../../engine/engine.ts';
import { organizationOf } from '../../engine/organization.ts';
import { claimSeat, containerOf, findInvitation } from '../../engine/seats.ts';
import { openSession } from '../../engine/sessions.ts';
import { PolarApiError } from '../../http/errors.ts';
import type { Transaction } from '../../state/transaction.ts';
import { layout, type Markup } from '../layout.ts';
import type { Surroundings } from '../page.ts';
import { typedIn } from '../typed-form.ts';
import { isOwnForm, keepSession, leaveNotice } from './cookies.ts';
import type { NoticeName } from './notices.ts';
import { explain } from './refusal.ts';
import { type Reply, say, send } from './replies.ts';
import { isThere, requestOf } from './request.ts';

/** A page that a token in a mail leads to: it asks once, does its thing, and opens the portal. */
interface TokenPage {
  /** After the portal's own path, as Polar's mails have it. */
  path: string;
  notice: NoticeName;
  /** What is asked; `null` when the token is good for nothing any more. */
  question(transaction: Transaction, token: string): { title: string; text: string; button: string } | null;
  /** What is said when it is not. */
  over: { title: string; text: string };
  /** Does it, and gives the token of a session. */
  accept(transaction: Transaction, token: string): string;
}

const claim: TokenPage = {
  path: '/seats/claim',
  notice: 'seat_claimed',
  question(transaction, token) {
    const seat = findInvitation(transaction, token);
    const productId = seat === undefined ? null : containerOf(transaction, seat).row.product_id;
    if (seat === undefined || productId === null) return null;
    const { name } = transaction.need('products', productId);
    const seller = organizationOf(transaction).name;
    const text = `${seat.email ?? 'You'} was invited to use ${name} by ${seller}. Somebody else pays for it.`;
    return { title: `Your seat of ${name}`, text, button: 'Take the seat' };
  },
  over: {
    title: 'This invitation is over',
    text: 'It was used, taken back, or is older than a day. Ask for a new one.',
  },
  accept(transaction, token) {
    const seat = claimSeat(transaction, token);
    return openSession(transaction, seat.customer_id, seat.member_id).token;
  },
};

function findUpdate(transaction: Transaction, token: string) {
  try {
    return findEmailUpdate(transaction, token);
  } catch (error) {
    if (error instanceof PolarApiError) return null;
    throw error;
  }
}

const verifyEmail: TokenPage = {
  path: '/verify-email',
  notice: 'email_changed',
  question(transaction, token) {
    const update = findUpdate(transaction, token);
    if (update === null) return null;
    const text = `Invoices and notices will go to ${update.email} from then on.`;
    return { title: 'Change your email address', text, button: `Use ${update.email}` };
  },
  over: {
    title: 'This link is over',
    text: 'It was used already, or is older than half an hour. Ask for the change once more.',
  },
  accept: (transaction, token) => openSession(transaction, verifyEmailUpdate(transaction, token).id).token,
};

function ask(page: TokenPage, transaction: Transaction, token: string, around: Surroundings): Reply {
  const question = page.question(transaction, token);
  if (question === null) return say(around, 404, page.over.title, page.over.text);
  const { title, text, button } = question;
  const body: Markup = html`<main class="notice"><form method="post"><h1>${title}</h1><p>${text}</p>
<input type="hidden" name="token" value="${token}"><button type="submit">${button}</button></form></main>`;
  return { page: layout(title, body, around), status: 200 };
}

/** The pages that tokens in mails lead to: an invitation to a seat, and the proof of a new address. */
export function createTokenPages(engine: Engine): Hono {
  const app = new Hono();

  function accept(page: TokenPage, token: string): { session: string } | { refused: string } {
    try {
      return { session: engine.run((transaction) => page.accept(transaction, token)) };
    } catch (error) {
      if (error instanceof PolarApiError) return { refused: explain(error) };
      throw error;
    }
  }

  async function answer(context: Context, page: TokenPage): Promise<Response> {
    const { around, base } = requestOf(context);
    if (!isOwnForm(context)) {
      const text = 'This form was not sent from the customer portal. Nothing was changed.';
      return send(context, engine, around, say(around, 403, 'Not sent from here', text));
    }
    const { token = '' } = await typedIn(context);
    const accepted = accept(page, token);
    if ('refused' in accepted) {
      return send(context, engine, around, say(around, 404, page.over.title, accepted.refused));
    }
    keepSession(context, base, accepted.session);
    leaveNotice(context, base, page.notice);
    return context.redirect(base, 303);
  }

  for (const page of [claim, verifyEmail]) {
    const path = `/:slug/portal${page.path}`;
    app.get(path, (context) => {
      if (!isThere(engine, context)) return context.notFound();
      const { around, query } = requestOf(context);
      const reply = engine.rehearse((transaction) => ask(page, transaction, query.token ?? '', around));
      return send(context, engine, around, reply);
    });
    app.post(path, (context) =>
      isThere(engine, context) ? answer(context, page) : Promise.resolve(context.notFound()),
    );
  }

  return app;
}
