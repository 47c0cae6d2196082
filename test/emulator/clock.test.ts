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
    });
    expect((await clock(rig, { to: '2027-03-01T00:00:00Z' })).json).toEqual({
      now: '2027-03-01T00:00:00Z',
      mode: 'frozen',
    });
    expect((await rig.call('/_emulator/clock')).json).toEqual({
      now: '2027-03-01T00:00:00Z',
      mode: 'frozen',
    });
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
    [{}, 422],
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
    });
    expect((await rig.polar.subscriptions.list()).items).toEqual([]);
    expect((await rig.polar.products.list()).pagination.total_count).toBe(6);
  });
});

describe('a frozen clock', () => {
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

it('never gives two changes the same instant', async () => {
  const rig = await rigged();
  await listenToAll(rig.polar);
  await subscribe(rig.polar, { trial: false });
  await rig.emulator.settled();
  const stamps = rig.received.map(({ payload }) => payload.timestamp);
  expect(new Set(stamps).size).toBe(stamps.length);
});
