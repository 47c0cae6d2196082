import { afterEach, describe, expect, it, vi } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

const rigs: Rig[] = [];
async function rigged(options: Parameters<typeof startRig>[0] = {}) {
  const rig = await startRig(options);
  rigs.push(rig);
  return rig;
}
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close();
});

const clock = (rig: Rig, body: unknown) => rig.call('/_emulator/clock', body);

describe('the control clock', () => {
  it('advances by a duration and to an instant', async () => {
    const rig = await rigged();
    expect((await clock(rig, { advance: 'P1M' })).json).toEqual({
      now: '2027-02-10T10:00:00Z',
      mode: 'frozen',
      next: null,
    });
    expect((await clock(rig, { to: '2027-03-01T00:00:00Z' })).json).toEqual({
      now: '2027-03-01T00:00:00Z',
      mode: 'frozen',
      next: null,
    });
    expect((await rig.call('/_emulator/clock')).json).toEqual({
      now: '2027-03-01T00:00:00Z',
      mode: 'frozen',
      next: null,
    });
  });

  it('tells what happens next, and moves there', async () => {
    const rig = await rigged();
    const { id } = await subscribe(rig.polar, { token: 'ctoken_visa_declined_later' });
    expect((await rig.call('/_emulator/clock')).json).toEqual({
      now: '2027-01-10T10:00:00Z',
      mode: 'frozen',
      next: {
        at: '2027-01-24T10:00:00Z',
        kind: 'trial_end',
        collection: 'subscriptions',
        id,
        description: 'Ada Lovelace: Starter ends its trial, and its first period is charged.',
      },
    });
    expect((await clock(rig, { next: true })).json).toEqual({
      now: '2027-01-24T10:00:00Z',
      mode: 'frozen',
      next: {
        at: '2027-01-26T10:00:00Z',
        kind: 'payment_retry',
        collection: 'orders',
        id: expect.any(String),
        description: 'Ada Lovelace: the payment of Starter is tried again, retry 1.',
      },
    });
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'past_due' });
  });

  it.each([
    ['cancellation', { cancel_at_period_end: true }, 'Ada Lovelace: Starter ends.'],
    ['pause', { pause_at_period_end: true }, 'Ada Lovelace: Starter pauses.'],
    ['renewal', {}, 'Ada Lovelace: Starter renews.'],
  ])('tells of a %s', async (kind, change, description) => {
    const rig = await rigged();
    const { id } = await subscribe(rig.polar, { trial: false });
    if (Object.keys(change).length > 0) await rig.polar.subscriptions.update(id, change);
    const at = '2027-02-10T10:00:00Z';
    const next = { at, kind, description, collection: 'subscriptions', id };
    expect((await rig.call('/_emulator/clock')).json).toMatchObject({ next });
  });

  it('tells of a resumption, and of a checkout that expires', async () => {
    const rig = await rigged();
    const { id } = await subscribe(rig.polar, { trial: false });
    const resumes_at = '2027-03-01T00:00:00Z';
    await rig.polar.subscriptions.update(id, { pause_at_period_end: true, resumes_at });
    await rig.emulator.clock.advance('P1M');
    const description = 'Ada Lovelace: Starter resumes.';
    expect((await rig.call('/_emulator/clock')).json).toMatchObject({
      next: { at: resumes_at, kind: 'resumption', description },
    });
    const checkout = await rig.polar.checkouts.create({ products: [seedProductIds.starter.month] });
    expect((await rig.call('/_emulator/clock')).json).toMatchObject({
      next: { at: checkout.expires_at, kind: 'checkout_expiry', id: checkout.id },
    });
  });

  it('tells of a delivery that is tried again', async () => {
    const rig = await rigged();
    await listenToAll(rig.polar);
    rig.answer.with = () => new Response(null, { status: 500 });
    await rig.polar.products.update(seedProductIds.starter.month, { name: 'Solo' });
    await rig.emulator.settled();
    expect((await rig.call('/_emulator/clock')).json).toMatchObject({
      next: {
        kind: 'delivery',
        collection: 'webhook_events',
        description: 'product.updated is delivered to http://localhost:9/hook, attempt 2.',
      },
    });
    const before = rig.received.length;
    await clock(rig, { next: true });
    expect(rig.received.slice(before).map(({ type }) => type)).toEqual(['product.updated']);
  });

  it('answers when everything due has happened and was told once', async () => {
    const rig = await rigged();
    await listenToAll(rig.polar);
    await subscribe(rig.polar);
    await rig.takeTypes();
    await clock(rig, { advance: 'P1M' });
    expect(rig.received.map(({ type }) => type)).toContain('order.paid');
  });

  it.each([
    [{ advance: 'soon' }, 422],
    [{ to: 'soon' }, 422],
    [{ to: '2020-01-01T00:00:00Z' }, 422],
    [{ to: '2250-01-01T00:00:01Z' }, 422],
    [{ to: '9999-12-31T23:59:59Z' }, 422],
    [{ advance: 'P400Y' }, 422],
    [{ advance: 'P9999Y' }, 422],
    [{ advance: 'PT99999999999999999999S' }, 422],
    [{ advance: 'P999999999999999999999999Y' }, 422],
    [{}, 422],
    [{ next: true }, 422],
    [{ next: false }, 422],
    [{ advance: 'P1D', mode: 'live' }, 422],
    [{ mode: 'backwards' }, 422],
    ['{', 400],
  ])('refuses %j with %d', async (body, status) => {
    const rig = await rigged();
    expect((await clock(rig, body)).status).toBe(status);
  });

  it('begins again with a reset', async () => {
    const rig = await rigged();
    await subscribe(rig.polar);
    await rig.emulator.clock.advance('P1M');
    expect((await rig.call('/_emulator/reset', {})).json).toEqual({
      now: '2027-01-10T10:00:00Z',
      mode: 'frozen',
      next: null,
    });
    expect((await rig.polar.subscriptions.list()).items).toEqual([]);
    expect((await rig.polar.products.list()).pagination.total_count).toBe(6);
  });
});

describe('a frozen clock', () => {
  it('leaves the same state for the same calls, byte by byte', async () => {
    const run = async () => {
      const rig = await rigged();
      await subscribe(rig.polar);
      await rig.emulator.clock.advance('P3M');
      return JSON.stringify((await rig.call('/_emulator/state')).json);
    };
    expect(await run()).toBe(await run());
  });

  it('gives the same bytes for the same calls', async () => {
    const run = async () => {
      const rig = await rigged();
      await listenToAll(rig.polar);
      const { id } = await subscribe(rig.polar);
      await rig.emulator.clock.advance('P3M');
      await rig.polar.subscriptions.update(id, {
        product_id: seedProductIds.starter.year,
        proration_behavior: 'invoice',
      });
      await rig.emulator.settled();
      const { url, received } = rig;
      return JSON.stringify([
        received.map(({ body }) => body),
        (await rig.polar.orders.list()).items,
      ]).replaceAll(url, '');
    };
    expect(await run()).toBe(await run());
  });

  it('stands still between calls', async () => {
    const rig = await rigged();
    const first = rig.emulator.now();
    await rig.polar.products.list();
    expect(rig.emulator.now()).toBe(first);
  });
});

describe('a live clock', () => {
  it('runs from where it was put', async () => {
    const rig = await rigged({ clock: { mode: 'live', now: '2030-06-01T00:00:00Z' } });
    const first = rig.emulator.now();
    await vi.waitFor(() => expect(rig.emulator.now() > first).toBe(true));
    expect(first.slice(0, 10)).toBe('2030-06-01');
  });

  it('wakes by itself for what falls due', async () => {
    const rig = await rigged({ clock: { mode: 'live', now: '2030-06-01T00:00:00Z' } });
    await listenToAll(rig.polar);
    const { id, trial_end } = await subscribe(rig.polar);
    await rig.emulator.settled();
    rig.received.length = 0;
    const almost = new Date(Date.parse(trial_end ?? '') - 300).toISOString();
    await rig.emulator.clock.advanceTo(almost);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'trialing' });
    await vi.waitFor(() => expect(rig.received.map(({ type }) => type)).toContain('order.paid'), {
      timeout: 5_000,
    });
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({
      status: 'active',
      current_period_start: trial_end,
    });
  });

  it('can be stopped and started', async () => {
    const rig = await rigged({ clock: { mode: 'live', now: '2030-06-01T00:00:00Z' } });
    await rig.emulator.clock.setMode('frozen');
    const stopped = rig.emulator.now();
    await rig.polar.products.list();
    expect(rig.emulator.now()).toBe(stopped);
    await rig.emulator.clock.setMode('live');
    await vi.waitFor(() => expect(rig.emulator.now() > stopped).toBe(true));
  });
});

it('stops on its way when the state is replaced under it', async () => {
  const rig = await rigged();
  await listenToAll(rig.polar);
  await subscribe(rig.polar);
  // What the endpoint is told on the way takes the state away.
  rig.answer.with = async () => {
    rig.answer.with = () => new Response(null, { status: 202 });
    await rig.emulator.reset();
    return new Response(null, { status: 202 });
  };
  await rig.emulator.clock.advance('P1Y');
  expect(rig.emulator.now()).toBe('2027-01-10T10:00:00Z');
});

it('never gives two changes the same instant', async () => {
  const rig = await rigged();
  await listenToAll(rig.polar);
  await subscribe(rig.polar, { trial: false });
  await rig.emulator.settled();
  const stamps = rig.received.map(({ payload }) => payload.timestamp);
  expect(new Set(stamps).size).toBe(stamps.length);
});
