import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Emulator } from 'floe-billing/emulator';
import type { BillingDatabase } from 'floe-billing/postgres';
import type { BillingServer } from 'floe-billing/server';
import { type Context, Hono } from 'hono';
import { ADDRESS_HEADER, type Auth } from './auth/create-auth.ts';
import { answerSession } from './auth/session-answer.ts';
import type { Mailbox } from './mail/create-mailbox.ts';
import { keepLanguage } from './mail/keep-language.ts';
import { createMailRoutes, type MailRoutesOptions } from './mail/mail-routes.ts';
import { pageHeaders } from './page-headers.ts';

/** What the web app is served from. */
export interface AppOptions {
  auth: Auth;
  database: BillingDatabase;
  billing: BillingServer;
  emulator: Emulator;
  mailbox: Mailbox;
  /** How mails look. */
  writing: MailRoutesOptions['writing'];
  /** The built web app. */
  webDir: string;
}

/** TenderTrack's own server: Better Auth, the test clock's bar, the web app, and Floe's billing API in one line. */
export function createApp({ auth, database, billing, emulator, mailbox, writing, webDir }: AppOptions): Hono {
  const app = new Hono();

  app.all('/api/billing/*', (context) => billing.handler(context.req.raw));
  app.get('/healthz', (context) => billing.handler(context.req.raw));
  app.get('/readyz', (context) => billing.handler(context.req.raw));

  app.use('/api/*', async (context, next) => {
    await next();
    // What these say depends on who is signed in.
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
  });
  app.on(['GET', 'POST'], '/api/auth/*', (context) => auth.handler(withAddress(context)));
  app.get('/api/session', (context) => answerSession(context.req.raw.headers, auth, database));

  app.post('/api/language', async (context) => {
    const { language } = await readJson(context);
    return context.body(null, await keepLanguage(context.req.raw.headers, language, auth, database));
  });

  app.get('/api/clock', (context) => context.json({ now: emulator.clock.now() }));
  app.post('/api/clock', async (context) => {
    const { advance } = await readJson(context);
    const step = ['P1D', 'P1W', 'P1M'].find((known) => known === advance);
    if (step === undefined) return context.json({ error: 'Advance by P1D, P1W or P1M.' }, 400);
    await emulator.clock.advance(step);
    await billing.settled();
    return context.json({ now: emulator.clock.now() });
  });

  app.route('/', createMailRoutes({ auth, mailbox, writing }));
  app.all('/api/*', (context) => context.json({ error: 'Not found.' }, 404));

  const headers = Object.entries(pageHeaders(emulator.url ?? ''));
  app.use('*', async (context, next) => {
    await next();
    for (const [name, value] of headers) context.header(name, value);
  });
  app.use('*', serveStatic({ root: webDir }));
  app.get('*', serveStatic({ root: webDir, path: 'index.html' }));
  return app;
}

// Sign-ins are counted by the address of the connection: a header that a client sends would give it a new count each time.
function withAddress(context: Context): Request {
  const headers = new Headers(context.req.raw.headers);
  headers.set(ADDRESS_HEADER, getConnInfo(context).remote.address ?? '');
  return new Request(context.req.raw, { headers });
}

// Only what is declared as JSON: a cross-site form cannot send that, so nobody moves time, or chooses a language, from outside.
async function readJson(context: Context): Promise<Record<string, unknown>> {
  if (!context.req.header('content-type')?.startsWith('application/json')) return {};
  const body: unknown = await context.req.json().catch(() => null);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
