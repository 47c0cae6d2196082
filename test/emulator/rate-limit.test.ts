import { PolarRateLimitError } from '@polar-sh/sdk';
import { afterEach, expect, it } from 'vitest';
import type { RateLimit } from '../../src/emulator/state/settings.ts';
import { type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;

afterEach(() => rig.close());

const wall = {
  micros: 1_800_000_000_000_000,
  now: () => wall.micros,
  pass: (seconds: number) => {
    wall.micros += seconds * 1_000_000;
  },
};

const start = async (rateLimit: RateLimit) => {
  rig = await startRig({ wall, rateLimit });
};

async function statuses(count: number, path = '/v1/products/?limit=1'): Promise<number[]> {
  const found: number[] = [];
  for (let sent = 0; sent < count; sent += 1) found.push((await rig.call(path)).status);
  return found;
}

it.each([
  ['sandbox', 100],
  ['production', 500],
] as const)('in %s an organization has %i requests a minute', async (rateLimit, allowed) => {
  await start(rateLimit);
  expect(await statuses(allowed)).not.toContain(429);
  expect(await statuses(1)).toEqual([429]);
  wall.pass(60);
  expect(await statuses(allowed)).not.toContain(429);
  expect(await statuses(1)).toEqual([429]);
});

it('tells when to come back, with an empty body', async () => {
  await start('sandbox');
  await statuses(100);
  const refused = await rig.polar.products.list().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PolarRateLimitError);
  expect(refused).toMatchObject({ retryAfter: 1 });
  expect(await rig.call('/v1/products/')).toEqual({ status: 429, json: null });
  wall.pass(1);
  expect(await statuses(2)).toEqual([200, 429]);
});

it('counts each customer session by itself, and refusals too', async () => {
  await start('off');
  const customer = await rig.polar.customers.create({ email: 'ada@example.com' });
  const [one, two] = await Promise.all([
    rig.polar.customerSessions.create({ customer_id: customer.id }),
    rig.polar.customerSessions.create({ customer_id: customer.id }),
  ]);
  await rig.call('/_emulator/settings', { rateLimit: 'sandbox' });
  const status = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${rig.url}/v1/orders/`, { headers })).status;
  };
  for (let sent = 0; sent < 100; sent += 1) expect(await status(one.token)).toBe(401);
  expect(await status(one.token)).toBe(429);
  expect(await status(two.token)).toBe(401);
  expect(await statuses(1)).toEqual([200]);
});

it('lets a checkout be confirmed six times a minute and twenty times an hour', async () => {
  await start('production');
  const confirm = async () => {
    const work = rig.polar.checkouts.clientConfirm('polar_c_none', { confirmation_token_id: 'ctoken_visa' });
    return work.then(
      () => 200,
      (error: { statusCode: number; retryAfter?: number }) => error.statusCode,
    );
  };
  for (const allowed of [6, 6, 6]) {
    for (let sent = 0; sent < allowed; sent += 1) expect(await confirm()).toBe(404);
    expect(await confirm()).toBe(429);
    wall.pass(60);
  }
  expect([await confirm(), await confirm(), await confirm(), await confirm()]).toContain(429);
  expect(await statuses(1)).toEqual([200]);
});

it('is switched on and off as it runs, and is off at first', async () => {
  rig = await startRig({ wall });
  expect(await statuses(101)).not.toContain(429);
  await rig.call('/_emulator/settings', { rateLimit: 'sandbox' });
  await statuses(100);
  expect(await statuses(1)).toEqual([429]);
  await rig.call('/_emulator/settings', { rateLimit: 'off' });
  await subscribe(rig.polar);
  expect((await refusal(rig.polar.products.get('none'))).status).toBe(422);
});
