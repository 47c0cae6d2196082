import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { createCheckoutPages } from './checkout/routes.ts';
import { createPortalPages } from './portal/routes.ts';

/** The hosted pages: the checkout and the customer portal. */
export function createPages(engine: Engine): Hono {
  const app = new Hono();
  // Browsers ask for it beside documents that cannot name an icon, such as a PDF.
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.route('/', createCheckoutPages(engine));
  app.route('/', createPortalPages(engine));
  return app;
}
