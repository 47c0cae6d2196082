import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { createToken } from '../engine/tokens.ts';
import { read } from '../http/call.ts';
import { merchantScopes } from '../http/private-operations.ts';
import { instant, list, maybe, object, oneOf, optional, text } from '../http/schema.ts';
import { readJson } from './read-json.ts';

const tokenShape = object(
  {
    name: optional(text({ min: 1, max: 100 }), 'Made for a test'),
    scopes: maybe(list(oneOf(merchantScopes))),
    expires_at: maybe(instant()),
  },
  'forbid',
);

/** `/_emulator/tokens`: access tokens, which at Polar are made by hand. */
export function createTokensControl(engine: Engine): Hono {
  const app = new Hono();
  app.post('/_emulator/tokens', async (context) => {
    const body = read(tokenShape, await readJson(context), ['body']);
    return context.json(
      engine.run((transaction) => createToken(transaction, body)),
      201,
    );
  });
  return app;
}
