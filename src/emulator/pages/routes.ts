import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Engine } from '../engine/engine.ts';
import { createCheckoutPages } from './checkout/routes.ts';
import { createPortalPages } from './portal/routes.ts';

/** The most that a form may have, in bytes: far more than anybody types. */
const MAX_BYTES = 1024 * 1024;

const limited = bodyLimit({
  maxSize: MAX_BYTES,
  onError: (context) => context.text('Request Entity Too Large', 413),
});

/** The hosted pages: the checkout and the customer portal. */
export function createPages(engine: Engine): Hono {
  const app = new Hono();
  // Browsers ask for it beside documents that cannot name an icon, such as a PDF.
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.use('/checkout/*', limited);
  app.use('/:slug/portal/*', limited);
  app.route('/', createCheckoutPages(engine));
  app.route('/', createPortalPages(engine));
  return app;
}
