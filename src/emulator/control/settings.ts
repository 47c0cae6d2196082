import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { read } from '../http/call.ts';
import { flag, integer, object, oneOf, optional } from '../http/schema.ts';
import { faultsShape, switchFaults } from '../webhooks/fault-settings.ts';
import { readJson } from './read-json.ts';

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

/** `/_emulator/settings`: the switches. What a request leaves out stays as it is. */
export function createSettingsControl(engine: Engine): Hono {
  const app = new Hono();

  app.get('/_emulator/settings', (context) =>
    context.json(engine.rehearse((transaction) => transaction.need('settings', 'settings'))),
  );

  app.post('/_emulator/settings', async (context) => {
    const { faults, ...body } = read(settingsShape, await readJson(context), ['body']);
    const settings = engine.run((transaction) => {
      const present = transaction.need('settings', 'settings');
      return transaction.put('settings', {
        ...present,
        changePreview: body.changePreview ?? present.changePreview,
        refuseEmbedding: body.refuseEmbedding ?? present.refuseEmbedding,
        invoiceDelayMs: body.invoiceDelayMs ?? present.invoiceDelayMs,
        rateLimit: body.rateLimit ?? present.rateLimit,
        faults: faults === undefined ? present.faults : switchFaults(present.faults, faults),
      });
    });
    return context.json(settings);
  });

  return app;
}
