import { Hono } from 'hono';
import type { Engine } from '../../engine/engine.ts';
import { noticePage } from '../layout.ts';
import { pageHeaders, surroundingsOf } from '../page.ts';

/** The hosted customer portal. */
export function createPortalPages(engine: Engine): Hono {
  const app = new Hono();
  app.get('/:slug/portal', (context) => {
    const around = surroundingsOf(context);
    const text = 'The hosted customer portal is not built yet; see docs/emulator.md.';
    const page = noticePage({ title: 'Customer portal', text, link: null }, around);
    const headers = engine.rehearse((transaction) => pageHeaders(transaction, around));
    return context.html(page, 501, headers);
  });
  return app;
}
