import { Hono } from 'hono';
import { createBankControl } from '../control/bank.ts';
import { readJson } from '../control/read-json.ts';
import type { EmulatorCore } from '../core.ts';
import { addCard, readCardNumber } from '../engine/cards.ts';
import { saveCustomer } from '../engine/customers.ts';
import { retryPendingOrders } from '../engine/dunning.ts';
import { createToken } from '../engine/tokens.ts';
import { collectionNames } from '../state/rows.ts';
import { faultsShape, switchFaults } from '../webhooks/fault-settings.ts';
import { toRecord } from '../webhooks/record.ts';
import { read } from './call.ts';
import { invalidRequest, resourceNotFound, unacceptable } from './errors.ts';
import { merchantScopes } from './private-operations.ts';
import { flag, instant, integer, list, maybe, object, oneOf, optional, text } from './schema.ts';

const clockShape = object(
  {
    advance: optional(text(), undefined),
    to: optional(text(), undefined),
    mode: optional(oneOf(['live', 'frozen']), undefined),
    wait: optional(flag(), true),
  },
  'forbid',
);

const settingsShape = object(
  {
    changePreview: optional(flag(), undefined),
    refuseEmbedding: optional(flag(), undefined),
    invoiceDelayMs: optional(integer({ min: 0, max: 600_000 }), undefined),
    rateLimit: optional(oneOf(['off', 'sandbox', 'production']), undefined),
    faults: optional(faultsShape, undefined),
  },
  'forbid',
);

const tokenShape = object(
  {
    name: optional(text({ min: 1, max: 100 }), 'Made for a test'),
    scopes: maybe(list(oneOf(merchantScopes))),
    expires_at: maybe(instant()),
  },
  'forbid',
);

const cardShape = object({ number: text({ min: 1, max: 40 }) }, 'forbid');

/** `/_emulator/`: the state, the clock and the switches, for tests and people. */
export function createControl(core: EmulatorCore): Hono {
  const app = new Hono();
  const { engine } = core;

  app.use('/_emulator/*', async (context, next) => {
    context.header('access-control-allow-origin', '*');
    context.header('access-control-allow-methods', 'GET, POST, OPTIONS');
    context.header('access-control-allow-headers', 'Content-Type');
    if (context.req.method === 'OPTIONS') return context.body(null, 204);
    await next();
    return undefined;
  });

  const clock = () => ({ now: engine.nowIso(), mode: engine.clock.mode });

  app.get('/_emulator/state', (context) => {
    const { collections } = engine.store;
    const lists = collectionNames.map((name) => [name, [...collections[name].values()]] as const);
    return context.json({ ...clock(), ...Object.fromEntries(lists) });
  });

  app.get('/_emulator/clock', (context) => context.json(clock()));

  app.post('/_emulator/clock', async (context) => {
    const body = read(clockShape, await readJson(context), ['body']);
    const given = [body.advance, body.to, body.mode].filter((one) => one !== undefined);
    if (given.length !== 1) {
      const msg = 'Give exactly one of "advance" (an ISO 8601 duration), "to" (an instant) and "mode".';
      throw invalidRequest([{ type: 'value_error', loc: ['body'], msg, input: body }]);
    }
    const work =
      body.mode !== undefined
        ? core.setMode(body.mode)
        : body.advance !== undefined
          ? core.advance(body.advance)
          : core.advanceTo(body.to ?? '');
    if (body.wait) await work;
    else work.catch(() => undefined);
    return context.json(clock());
  });

  app.post('/_emulator/reset', async (context) => {
    await core.reset();
    return context.json(clock());
  });

  app.get('/_emulator/deliveries', (context) => {
    const items = engine.rehearse((transaction) =>
      [...transaction.all('webhook_events')].map((event) => toRecord(transaction, event)),
    );
    return context.json({ items });
  });

  app.get('/_emulator/settings', (context) =>
    context.json(engine.rehearse((transaction) => transaction.need('settings', 'settings'))),
  );

  app.post('/_emulator/settings', async (context) => {
    const body = read(settingsShape, await readJson(context), ['body']);
    const settings = engine.run((transaction) => {
      const present = transaction.need('settings', 'settings');
      return transaction.put('settings', {
        ...present,
        changePreview: body.changePreview ?? present.changePreview,
        refuseEmbedding: body.refuseEmbedding ?? present.refuseEmbedding,
        invoiceDelayMs: body.invoiceDelayMs ?? present.invoiceDelayMs,
        rateLimit: body.rateLimit ?? present.rateLimit,
        faults: body.faults === undefined ? present.faults : switchFaults(present.faults, body.faults),
      });
    });
    return context.json(settings);
  });

  app.post('/_emulator/tokens', async (context) => {
    const body = read(tokenShape, await readJson(context), ['body']);
    return context.json(
      engine.run((transaction) => createToken(transaction, body)),
      201,
    );
  });

  app.post('/_emulator/customers/:id/payment-method', async (context) => {
    const body = read(cardShape, await readJson(context), ['body']);
    const known = readCardNumber(body.number);
    if (known === null) throw unacceptable(['body', 'number'], 'Give the number of a test card.');
    const row = engine.run((transaction) => {
      const customer = transaction.get('customers', context.req.param('id'));
      if (customer === undefined) throw resourceNotFound();
      const card = addCard(transaction, customer, { ...known, brand: 'visa', expMonth: 12, expYear: 2034 });
      saveCustomer(transaction, transaction.need('customers', customer.id));
      retryPendingOrders(transaction, customer.id);
      return card;
    });
    return context.json(row);
  });

  app.route('/', createBankControl(engine));
  return app;
}
