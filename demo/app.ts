import { serveStatic } from '@hono/node-server/serve-static';
import type { Emulator } from 'floe-billing/emulator';
import type { BillingServer } from 'floe-billing/server';
import { type Context, Hono } from 'hono';
import { type Person, people } from './people.ts';
import type { Sessions } from './session.ts';

/** What the web app is served from. */
export interface AppOptions {
  sessions: Sessions;
  billing: BillingServer;
  emulator: Emulator;
  /** The built web app. */
  webDir: string;
}

/** TenderTrack's own server: sign-in, the test clock's bar, the web app, and Floe's billing API in one line. */
export function createApp({ sessions, billing, emulator, webDir }: AppOptions): Hono {
  const app = new Hono();
  const sessionAnswer = (person: Person | null) => ({ person, people });

  app.all('/api/billing/*', (context) => billing.handler(context.req.raw));
  app.get('/healthz', (context) => billing.handler(context.req.raw));
  app.get('/readyz', (context) => billing.handler(context.req.raw));

  app.get('/api/session', (context) => context.json(sessionAnswer(sessions.personOf(context.req.raw))));
  app.post('/api/session', async (context) => {
    const { personId = null } = await readJson(context);
    if (personId === null) {
      context.header('set-cookie', sessions.signOutCookie);
      return context.json(sessionAnswer(null));
    }
    const cookie = sessions.cookieFor(String(personId));
    if (cookie === null) return context.json({ error: 'Nobody of that name works here.' }, 400);
    context.header('set-cookie', cookie);
    return context.json(sessionAnswer(people.find(({ id }) => id === personId) ?? null));
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

  app.all('/api/*', (context) => context.json({ error: 'Not found.' }, 404));
  app.use('*', serveStatic({ root: webDir }));
  app.get('*', serveStatic({ root: webDir, path: 'index.html' }));
  return app;
}

// Only what is declared as JSON: a cross-site form cannot send that, so nobody signs in or moves time from outside.
async function readJson(context: Context): Promise<Record<string, unknown>> {
  if (!context.req.header('content-type')?.startsWith('application/json')) return {};
  const body: unknown = await context.req.json().catch(() => null);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
