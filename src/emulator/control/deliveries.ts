import { Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import { resourceNotFound } from '../http/errors.ts';
import { toRecord } from '../webhooks/record.ts';
import { toEndpoint } from '../wire/webhook.ts';

/** `/_emulator/deliveries` and `/_emulator/endpoints`: what was sent where, what came of it, and once more. */
export function createDeliveriesControl({ engine, redeliver }: EmulatorCore): Hono {
  const app = new Hono();

  app.get('/_emulator/deliveries', (context) => {
    const { type, endpoint_id } = context.req.query();
    const items = engine.rehearse((transaction) =>
      transaction
        .where(
          'webhook_events',
          (one) =>
            (type === undefined || one.type === type) &&
            (endpoint_id === undefined || one.endpoint_id === endpoint_id),
        )
        .map((event) => toRecord(transaction, event)),
    );
    return context.json({ items });
  });

  app.get('/_emulator/deliveries/:id', (context) => {
    const record = engine.rehearse((transaction) => {
      const event = transaction.get('webhook_events', context.req.param('id'));
      if (event === undefined) throw resourceNotFound();
      return toRecord(transaction, event);
    });
    return context.json(record);
  });

  app.post('/_emulator/deliveries/:id/redeliver', (context) => {
    const id = context.req.param('id');
    const isKnown = engine.rehearse((transaction) => transaction.get('webhook_events', id) !== undefined);
    if (!isKnown) throw resourceNotFound();
    redeliver(id);
    return context.json({ id }, 202);
  });

  app.post('/_emulator/endpoints/:id/enable', (context) => {
    const endpoint = engine.run((transaction) => {
      const row = transaction.get('webhook_endpoints', context.req.param('id'));
      if (row === undefined) throw resourceNotFound();
      const modified_at = transaction.stamp();
      return toEndpoint(transaction.put('webhook_endpoints', { ...row, enabled: true, modified_at }));
    });
    return context.json(endpoint);
  });

  return app;
}
