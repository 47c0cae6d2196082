import { serveStatic } from '@hono/node-server/serve-static';
import type { Emulator } from 'floe-billing/emulator';
import type { BillingServer } from 'floe-billing/server';
import { Hono } from 'hono';
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
    // A cross-site form cannot send JSON, so nobody is signed in from outside.
    const body: unknown = context.req.header('content-type')?.startsWith('application/json')
      ? await context.req.json().catch(() => null)
      : null;
    const personId = typeof body === 'object' && body !== null && 'personId' in body ? body.personId : null;
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
    const { advance } = await context.req.json<{ advance: string }>().catch(() => ({ advance: '' }));
    if (!['P1D', 'P1W', 'P1M'].includes(advance)) {
      return context.json({ error: 'Advance by P1D, P1W or P1M.' }, 400);
    }
    await emulator.clock.advance(advance);
    await billing.settled();
    return context.json({ now: emulator.clock.now() });
  });

  app.all('/api/*', (context) => context.json({ error: 'Not found.' }, 404));
  app.use('*', serveStatic({ root: webDir }));
  app.get('*', serveStatic({ root: webDir, path: 'index.html' }));
  return app;
}
