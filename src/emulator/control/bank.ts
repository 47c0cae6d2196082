import { Hono } from 'hono';
import { finishCheckoutAuthentication } from '../engine/authenticate-checkout.ts';
import { moveDispute, raiseDispute } from '../engine/disputes.ts';
import type { Engine } from '../engine/engine.ts';
import { finishAuthentication } from '../engine/retry-payment.ts';
import { read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { flag, integer, maybe, object, oneOf, optional, text } from '../http/schema.ts';
import { toCheckout } from '../wire/checkout.ts';
import { toDispute } from '../wire/dispute.ts';
import { toOrder } from '../wire/order.ts';
import { readJson } from './read-json.ts';

const raiseShape = object(
  {
    total: maybe(integer({ min: 1 })),
    reason: optional(text({ min: 1, max: 100 }), 'fraudulent'),
    status: optional(oneOf(['early_warning', 'needs_response']), 'needs_response' as const),
  },
  'forbid',
);

const moveShape = object(
  { status: oneOf(['needs_response', 'under_review', 'prevented', 'lost', 'won']) },
  'forbid',
);

const authenticationShape = object({ succeeded: optional(flag(), true) }, 'forbid');

/** `/_emulator/`: what banks do, which no seller can ask for: disputes, and the end of an authentication. */
export function createBankControl(engine: Engine): Hono {
  const app = new Hono();

  app.post('/_emulator/orders/:id/dispute', async (context) => {
    const body = read(raiseShape, await readJson(context), ['body']);
    const dispute = engine.run((transaction) => {
      const order = transaction.get('orders', context.req.param('id'));
      if (order === undefined) throw resourceNotFound();
      return toDispute(transaction, raiseDispute(transaction, order, body));
    });
    return context.json(dispute, 201);
  });

  app.post('/_emulator/disputes/:id', async (context) => {
    const { status } = read(moveShape, await readJson(context), ['body']);
    const dispute = engine.run((transaction) => {
      const row = transaction.get('disputes', context.req.param('id'));
      if (row === undefined) throw resourceNotFound();
      return toDispute(transaction, moveDispute(transaction, row, status));
    });
    return context.json(dispute);
  });

  app.post('/_emulator/orders/:id/authentication', async (context) => {
    const { succeeded } = read(authenticationShape, await readJson(context), ['body']);
    const order = engine.run((transaction) => {
      const row = transaction.get('orders', context.req.param('id'));
      if (row === undefined) throw resourceNotFound();
      return toOrder(transaction, finishAuthentication(transaction, row, succeeded));
    });
    return context.json(order);
  });

  app.post('/_emulator/checkouts/:id/authentication', async (context) => {
    const { succeeded } = read(authenticationShape, await readJson(context), ['body']);
    const checkout = engine.run((transaction) => {
      const row = transaction.get('checkouts', context.req.param('id'));
      if (row === undefined) throw resourceNotFound();
      return toCheckout(transaction, finishCheckoutAuthentication(transaction, row, succeeded));
    });
    return context.json(checkout);
  });

  return app;
}
