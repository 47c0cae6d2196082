import { type Context, Hono } from 'hono';
import { type DocumentKind, documentUrl } from '../../documents/document-url.ts';
import type { Engine } from '../../engine/engine.ts';
import type { OrderRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { orderOf } from './own.ts';
import { absent, locked, type Reply, send } from './replies.ts';
import { isThere, requestOf } from './request.ts';
import { enter } from './visit.ts';

function linkTo(transaction: Transaction, row: OrderRow, kind: DocumentKind): string | null {
  const isMade = kind === 'invoice' ? row.invoice !== null : row.receipt_number !== null;
  return isMade ? documentUrl(transaction, kind, row.id) : null;
}

/** The portal's ways to the PDFs of an order, and whether an invoice that was asked for is there. */
export function createPortalDocuments(engine: Engine): Hono {
  const app = new Hono();

  function lead(context: Context, kind: DocumentKind): Response | Promise<Response> {
    if (!isThere(engine, context)) return context.notFound();
    const request = requestOf(context);
    const found = engine.rehearse((transaction): { url: string } | Reply => {
      const visit = enter(transaction, request);
      if (visit === null) return locked(transaction, request);
      const row = visit.mayBill ? orderOf(transaction, visit) : null;
      const url = row === null ? null : linkTo(transaction, row, kind);
      return url === null ? absent(visit) : { url };
    });
    if ('url' in found) return context.redirect(found.url, 303);
    return send(context, engine, request.around, found);
  }

  app.get('/:slug/portal/orders/:id/invoice', (context) => lead(context, 'invoice'));
  app.get('/:slug/portal/orders/:id/receipt', (context) => lead(context, 'receipt'));

  app.get('/:slug/portal/orders/:id/invoice/state', (context) => {
    const row = engine.rehearse((transaction) => {
      const visit = enter(transaction, requestOf(context));
      return visit?.mayBill === true ? orderOf(transaction, visit) : null;
    });
    if (row === null || !isThere(engine, context)) return context.notFound();
    return context.json({ ready: row.invoice_requested_at === null }, 200, { 'cache-control': 'no-store' });
  });

  return app;
}
