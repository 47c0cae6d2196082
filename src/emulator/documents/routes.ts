import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { readInstant } from '../time/instant.ts';
import { type DocumentKind, isValidLink } from './document-url.ts';
import { readDocument, renderPdf } from './pdf.ts';

/** `/documents/`: the PDFs behind presigned links. */
export function createDocuments(engine: Engine): Hono {
  const app = new Hono();
  app.get('/documents/:kind/:file', async (context) => {
    const kind: DocumentKind | null =
      context.req.param('kind') === 'invoice'
        ? 'invoice'
        : context.req.param('kind') === 'receipt'
          ? 'receipt'
          : null;
    const orderId = context.req.param('file').replace(/\.pdf$/, '');
    const { expires = '', signature = '' } = context.req.query();
    const content = engine.rehearse((transaction) => {
      if (kind === null || readInstant(expires) === null) return null;
      if (!isValidLink(transaction, { kind, orderId, expires, signature })) return null;
      const order = transaction.get('orders', orderId);
      return order === undefined ? null : readDocument(transaction, order, kind);
    });
    if (content === null) return context.text('This link has expired or is not valid.', 403);
    const [, number = 'document'] = content.facts[0] ?? [];
    return context.body(await renderPdf(content), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${number}.pdf"`,
      'cache-control': 'private, no-store',
    });
  });
  return app;
}
