import { Hono } from 'hono';
import { readCardNumber } from '../engine/cards.ts';
import type { Engine } from '../engine/engine.ts';
import { addPaymentMethod } from '../engine/payment-methods.ts';
import { read } from '../http/call.ts';
import { resourceNotFound, unacceptable } from '../http/errors.ts';
import { integer, object, optional, text } from '../http/schema.ts';
import { readJson } from './read-json.ts';

const cardShape = object(
  {
    number: text({ min: 1, max: 40 }),
    exp_month: optional(integer({ min: 1, max: 12 }), 12),
    exp_year: optional(integer({ min: 2000, max: 9999 }), 2034),
  },
  'forbid',
);

/** `/_emulator/customers/{id}/payment-method`: a new default card, as if its owner had typed it. */
export function createCardsControl(engine: Engine): Hono {
  const app = new Hono();
  app.post('/_emulator/customers/:id/payment-method', async (context) => {
    const { number, exp_month, exp_year } = read(cardShape, await readJson(context), ['body']);
    const known = readCardNumber(number);
    if (known === null) throw unacceptable(['body', 'number'], 'Give the number of a test card.');
    const row = engine.run((transaction) => {
      const customer = transaction.get('customers', context.req.param('id'));
      if (customer === undefined) throw resourceNotFound();
      const card = { ...known, brand: 'visa', expMonth: exp_month, expYear: exp_year };
      return addPaymentMethod(transaction, customer, card, true);
    });
    return context.json(row);
  });
  return app;
}
