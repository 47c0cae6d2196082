import { Hono } from 'hono';
import type { Engine } from '../../engine/engine.ts';
import { PolarApiError } from '../../http/errors.ts';
import { typedIn } from '../typed-form.ts';
import { isOwnForm, keepSession, leaveNotice, takeNotice } from './cookies.ts';
import { createPortalDocuments } from './documents.ts';
import type { Action, Outcome, Page } from './page.ts';
import { portalActions, portalPages } from './pages.ts';
import { explain } from './refusal.ts';
import { forbidden, locked, type Reply, say, send, show } from './replies.ts';
import { isThere, requestOf } from './request.ts';
import { createTokenPages } from './token-pages.ts';
import { enter, type Request, type Typed, type Visit } from './visit.ts';

function perform(engine: Engine, request: Request, typed: Typed, action: Action): Outcome | Reply {
  return engine.run((transaction) => {
    const visit = enter(transaction, request);
    if (visit === null) return locked(transaction, request);
    if (action.isBilling && !visit.mayBill) return forbidden(visit);
    return action.perform(transaction, { ...visit, typed });
  });
}

// The page the form stood on, with what went wrong; nothing was changed.
function again(
  engine: Engine,
  request: Request,
  action: Action,
  wrong: Pick<Visit, 'typed'> & Partial<Visit>,
): Reply {
  return engine.rehearse((transaction) => {
    const visit = enter(transaction, request);
    return visit === null ? locked(transaction, request) : show(transaction, { ...visit, ...wrong }, action);
  });
}

function attempt(engine: Engine, request: Request, typed: Typed, action: Action) {
  try {
    const outcome = perform(engine, request, typed, action);
    if (!('errors' in outcome)) return outcome;
    return again(engine, request, action, { typed, errors: outcome.errors });
  } catch (error) {
    if (!(error instanceof PolarApiError)) throw error;
    return again(engine, request, action, { typed, alert: explain(error) });
  }
}

/** The hosted customer portal: a session's token opens it, and a cookie keeps it open. */
export function createPortalPages(engine: Engine): Hono {
  const app = new Hono();

  function get(page: Page): void {
    app.get(`/:slug/portal${page.path}`, (context) => {
      if (!isThere(engine, context)) return context.notFound();
      const request = requestOf(context);
      // The token in a link is taken out of sight at once: addresses are kept in histories and logs.
      const token = context.req.query('customer_session_token');
      if (token !== undefined) {
        keepSession(context, request.base, token);
        return context.redirect(new URL(context.req.url).pathname, 303);
      }
      const notice = takeNotice(context, request.base);
      const reply = engine.rehearse((transaction) => {
        const visit = enter(transaction, { ...request, notice });
        return visit === null ? locked(transaction, request) : show(transaction, visit, page);
      });
      return send(context, engine, request.around, reply);
    });
  }

  function post(action: Action): void {
    app.post(`/:slug/portal${action.path}`, async (context) => {
      if (!isThere(engine, context)) return context.notFound();
      const request = requestOf(context);
      if (!isOwnForm(context)) {
        const text = 'This form was not sent from the customer portal. Nothing was changed.';
        return send(context, engine, request.around, say(request.around, 403, 'Not sent from here', text));
      }
      const outcome = attempt(engine, request, await typedIn(context), action);
      if ('page' in outcome) return send(context, engine, request.around, { status: 200, ...outcome });
      if (outcome.notice !== undefined) leaveNotice(context, request.base, outcome.notice);
      return context.redirect(outcome.to, 303);
    });
  }

  app.route('/', createTokenPages(engine));
  app.route('/', createPortalDocuments(engine));
  for (const page of portalPages) get(page);
  for (const action of portalActions) post(action);
  return app;
}
