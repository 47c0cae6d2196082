import { webhooks } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attemptDelivery } from '../../src/emulator/webhooks/attempt.ts';
import { backoffSeconds } from '../../src/emulator/webhooks/backoff.ts';
import { noAttemptFaults } from '../../src/emulator/webhooks/strike.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const makeCustomer = (email: string) => rig.polar.customers.create({ email });
const onlyCustomers = () =>
  rig.polar.webhooks.createWebhookEndpoint({
    url: 'http://localhost:9/hook',
    format: 'raw',
    events: ['customer.created'],
  });
const accept = () => new Response(null, { status: 202 });
const fail = () => new Response('no', { status: 500 });
const deliveries = async () => (await rig.polar.webhooks.listWebhookDeliveries({ limit: 100 })).items;

describe('a delivery', () => {
  it('is signed so that the official SDK accepts it, with payload instants in emulator time', async () => {
    const endpoint = await onlyCustomers();
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const [delivery] = rig.received;
    const event = await webhooks.validateEvent(
      delivery?.body ?? '',
      delivery?.headers ?? {},
      endpoint.secret,
    );
    expect(event).toMatchObject({ type: 'customer.created', api_version: '2026-10' });
    expect(event.timestamp.slice(0, 10)).toBe('2027-01-10');
    expect(delivery?.headers).toMatchObject({
      'user-agent': 'polar.sh webhooks',
      'webhook-api-version': '2026-10',
      'content-type': 'application/json',
    });
    expect(Math.abs(Number(delivery?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('of an endpoint with a secret of its own is signed in the old way', async () => {
    const secret = 'a secret of ours, of thirty-two characters';
    await fetch(`${rig.url}/v1/webhooks/endpoints`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${rig.emulator.accessToken}`,
        'polar-version': '2026-04',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        url: 'http://localhost:9/hook',
        format: 'raw',
        events: ['customer.created'],
        secret,
      }),
    });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const [delivery] = rig.received;
    const event = await webhooks.validateEvent(delivery?.body ?? '', delivery?.headers ?? {}, secret);
    expect(event.type).toBe('customer.created');
    const other = webhooks.validateEvent(delivery?.body ?? '', delivery?.headers ?? {}, `${secret}!`);
    await expect(other).rejects.toThrow('No matching signature found');
  });

  it('fails on a redirect and is tried again on the test clock, under the same webhook-id', async () => {
    await onlyCustomers();
    rig.answer.with = () =>
      new Response(null, { status: 302, headers: { location: 'http://localhost:9/other' } });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(1);
    rig.answer.with = accept;
    await rig.emulator.clock.advance('PT4S');
    expect(new Set(rig.received.map(({ id }) => id)).size).toBe(1);
    expect((await deliveries()).map(({ succeeded, http_code }) => [succeeded, http_code])).toEqual([
      [true, 202],
      [false, 302],
    ]);
  });

  it.each([
    [new Response('thanks', { status: 200 }), 200, 'thanks'],
    [new Response(null, { status: 204 }), 204, null],
    [new Response(`${'a'.repeat(3000)}`, { status: 500 }), 500, 'a'.repeat(2048)],
    [new Response('foo\0bar', { status: 400 }), 400, 'foobar'],
  ])('keeps the first 2,048 characters of the answer (%#)', async (answer, http_code, response) => {
    await onlyCustomers();
    rig.answer.with = () => answer;
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(await deliveries()).toMatchObject([
      { http_code, response, succeeded: http_code < 300, webhook_event: { last_http_code: http_code } },
    ]);
  });

  it('that reaches nobody has no status code, and says why', async () => {
    await onlyCustomers();
    rig.answer.with = () => Promise.reject(new Error('fetch failed', { cause: new Error('ECONNREFUSED') }));
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(await deliveries()).toMatchObject([
      { http_code: null, response: 'fetch failed: ECONNREFUSED', succeeded: false },
    ]);
  });

  it('ends after ten seconds without an answer', async () => {
    const endpoint = await onlyCustomers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const attempt = attemptDelivery({
      eventId: 'event',
      apiVersion: '2026-10',
      payload: '{}',
      endpoint: { ...endpoint, completed: [] },
      wallSeconds: 0,
      faults: noAttemptFaults,
      send: () => new Promise(() => {}),
      signal: new AbortController().signal,
    });
    let isDone = false;
    void attempt.then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(await attempt).toMatchObject({ succeeded: false, httpCode: null });
  });
});

describe('the order of deliveries', () => {
  const emails = () =>
    rig.received.map(({ payload }) => (payload.data as { email: string }).email.slice(0, 1));
  const delayFirst = (ms: number) => rig.call('/_emulator/settings', { faults: { delay: { ms, times: 1 } } });

  it('is that of the events', async () => {
    await onlyCustomers();
    for (const name of ['a', 'b', 'c', 'd']) await makeCustomer(`${name}@example.com`);
    await rig.emulator.settled();
    expect(emails()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is kept for a minute while an earlier event was not tried', async () => {
    await onlyCustomers();
    await delayFirst(59_000);
    for (const name of ['a', 'b', 'c']) await makeCustomer(`${name}@example.com`);
    await rig.emulator.clock.advance('PT58S');
    expect(emails()).toEqual([]);
    await rig.emulator.clock.advance('PT1S');
    expect(emails()).toEqual(['a', 'b', 'c']);
  });

  it('is given up after that minute', async () => {
    await onlyCustomers();
    await delayFirst(120_000);
    for (const name of ['a', 'b', 'c']) await makeCustomer(`${name}@example.com`);
    await rig.emulator.clock.advance('PT60S');
    expect(emails()).toEqual(['b', 'c']);
    await makeCustomer('d@example.com');
    await rig.emulator.settled();
    expect(emails()).toEqual(['b', 'c', 'd']);
    await rig.emulator.clock.advance('PT60S');
    expect(emails()).toEqual(['b', 'c', 'd', 'a']);
  });

  it('is lost by an event whose first attempt failed', async () => {
    await onlyCustomers();
    rig.answer.with = () => (rig.received.length === 1 ? fail() : accept());
    for (const name of ['a', 'b']) await makeCustomer(`${name}@example.com`);
    await rig.emulator.clock.advance('PT4S');
    expect(emails()).toEqual(['a', 'b', 'a']);
  });

  it('has each attempt at its own instant, among all else that falls due while the clock is moved', async () => {
    await listenToAll(rig.polar);
    const { trial_end, current_period_end } = await subscribe(rig.polar);
    await rig.emulator.settled();
    const seen: string[] = [];
    rig.answer.with = async (request) => {
      const type: string = JSON.parse(await request.text()).type;
      if (type !== 'subscription.cycled') return accept();
      seen.push(rig.emulator.now());
      return seen.length === 1 ? fail() : accept();
    };
    await rig.emulator.clock.advance('P2M');
    const [first = '', second = '', third = ''] = seen;
    expect([first, third]).toEqual([trial_end, '2027-02-24T10:00:00Z']);
    expect(current_period_end).toBe(trial_end);
    const afterMs = Date.parse(second) - Date.parse(first);
    expect(afterMs).toBeGreaterThanOrEqual(2_000);
    expect(afterMs).toBeLessThanOrEqual(4_000);
  });

  it('lets whoever is told see the state of that instant, and change what comes next', async () => {
    await listenToAll(rig.polar);
    const { id } = await subscribe(rig.polar, { trial: false });
    await rig.emulator.settled();
    const periods: string[] = [];
    rig.answer.with = async (request) => {
      const { type, data } = JSON.parse(await request.text());
      if (type !== 'subscription.cycled') return accept();
      const now = await rig.polar.subscriptions.get(id);
      expect(now.current_period_start).toBe(data.current_period_start);
      periods.push(now.current_period_start);
      if (periods.length === 2) await rig.polar.subscriptions.update(id, { cancel_at_period_end: true });
      return accept();
    };
    await rig.emulator.clock.advance('P1Y');
    expect(periods).toEqual(['2027-02-10T10:00:00Z', '2027-03-10T10:00:00Z']);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ ended_at: '2027-04-10T10:00:00Z' });
  });

  it('does not change what happens: same calls, same state, however deliveries went', async () => {
    const play = async (isLate: boolean) => {
      const one = await startRig({ randomSeed: 'same' });
      one.answer.with = (request) => {
        const id = request.headers.get('webhook-id');
        return isLate && one.received.filter((delivery) => delivery.id === id).length < 2 ? fail() : accept();
      };
      await listenToAll(one.polar);
      await subscribe(one.polar);
      await one.emulator.clock.advance('P3M');
      const { json } = await one.call('/_emulator/state');
      await one.close();
      const { orders, subscriptions, customers, random } = json as Record<string, unknown[]>;
      return { orders, subscriptions, customers, random };
    };
    const onTime = await play(false);
    expect(await play(false)).toEqual(onTime);
    expect(await play(true)).toEqual(onTime);
  });

  it('is the same again with two endpoints of which one fails, attempts included', async () => {
    const play = async () => {
      const one = await startRig({ randomSeed: 'same', publicUrl: 'http://localhost:4010' });
      one.answer.with = (request) => (request.url.endsWith('/bad') ? fail() : accept());
      const { id } = await listenToAll(one.polar);
      await one.polar.webhooks.updateWebhookEndpoint(id, { url: 'http://localhost:9/bad' });
      await listenToAll(one.polar);
      await subscribe(one.polar);
      await one.emulator.clock.advance('P1M');
      const { json } = await one.call('/_emulator/state');
      await one.close();
      return JSON.stringify(json, (name, value) => (name === 'headers' || name === 'offset' ? null : value));
    };
    const once = await play();
    expect(await play()).toBe(once);
  });
});

describe('an event that fails', () => {
  it('waits longer each time, within the jitter', () => {
    expect([1, 2, 9, 10].map((attempt) => [backoffSeconds(attempt, 0), backoffSeconds(attempt, 1)])).toEqual([
      [2, 4],
      [4, 8],
      [512, 1024],
      [600, 1200],
    ]);
  });

  it('is tried ten times in 17 to 34 minutes', async () => {
    await onlyCustomers();
    const instants: number[] = [];
    rig.answer.with = () => {
      instants.push(Date.parse(rig.emulator.now()));
      return fail();
    };
    await makeCustomer('ada@example.com');
    await rig.emulator.clock.advance('PT1H');
    const gaps = instants.slice(1).map((instant, index) => (instant - (instants[index] ?? 0)) / 1000);
    expect(gaps).toHaveLength(9);
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(2 ** (index + 1));
      expect(gap).toBeLessThanOrEqual(2 ** (index + 2));
    }
    const [newest] = await deliveries();
    expect(newest).toMatchObject({
      webhook_event: { succeeded: false, skipped: false, last_http_code: 500 },
    });
  });

  it('is not failed before its tenth attempt', async () => {
    await onlyCustomers();
    rig.answer.with = fail;
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(await deliveries()).toMatchObject([{ succeeded: false, webhook_event: { succeeded: null } }]);
  });

  it('is delivered again by hand, under the same webhook-id and with a new timestamp', async () => {
    await onlyCustomers();
    rig.answer.with = fail;
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    rig.answer.with = accept;
    const [failed] = (await rig.polar.webhooks.listWebhookDeliveries({ succeeded: false })).items;
    await rig.polar.webhooks.redeliverWebhookEvent(failed?.webhook_event.id ?? '');
    await rig.emulator.settled();
    const [newest] = await deliveries();
    expect(newest).toMatchObject({
      succeeded: true,
      webhook_event: { id: failed?.webhook_event.id, succeeded: true },
    });
    await rig.emulator.clock.advance('PT1H');
    expect(rig.received).toHaveLength(2);
  });

  it('after it had arrived is still one that arrived', async () => {
    await onlyCustomers();
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    rig.answer.with = fail;
    await rig.polar.webhooks.redeliverWebhookEvent(rig.received[0]?.id ?? '');
    await rig.emulator.clock.advance('PT1H');
    expect(rig.received).toHaveLength(10);
    expect((await deliveries())[0]).toMatchObject({ succeeded: false, webhook_event: { succeeded: true } });
  });

  it('is tried at once when the clock begins to run, because its date was on the test clock', async () => {
    await onlyCustomers();
    rig.answer.with = fail;
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    rig.answer.with = accept;
    await rig.emulator.clock.setMode('live');
    await expect.poll(() => rig.received.length).toBe(2);
    await rig.emulator.settled();
  });
});

describe('ten failed events', () => {
  const failEvents = async (count: number) => {
    rig.answer.with = fail;
    for (let index = 0; index < count; index += 1) {
      await makeCustomer(`c${index}-${rig.received.length}@example.com`);
    }
    await rig.emulator.clock.advance('PT1H');
  };

  it('in a row switch the endpoint off and skip what waits, and nothing new is queued for it', async () => {
    const { id } = await onlyCustomers();
    await failEvents(9);
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: true });
    await makeCustomer('tenth@example.com');
    await rig.emulator.clock.advance('PT16M');
    // The tenth has one attempt left; this one waits for its own retries by then.
    await makeCustomer('waiting@example.com');
    await rig.emulator.clock.advance('PT1H');
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: false });
    const waiting = (await deliveries()).find((one) => one.webhook_event.payload?.includes('waiting@'));
    expect(waiting?.webhook_event).toMatchObject({ succeeded: null, skipped: true });
    const count = rig.received.length;
    await makeCustomer('late@example.com');
    await rig.emulator.clock.advance('PT1H');
    expect(rig.received).toHaveLength(count);
  });

  it('are not in a row with one that arrived among them', async () => {
    const { id } = await onlyCustomers();
    await failEvents(9);
    rig.answer.with = accept;
    await makeCustomer('fine@example.com');
    await rig.emulator.settled();
    await failEvents(9);
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: true });
    await failEvents(1);
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: false });
  });

  it('are still the newest after the endpoint was switched on: the next that fails switches it off again', async () => {
    const { id } = await onlyCustomers();
    await failEvents(10);
    expect(await rig.polar.webhooks.updateWebhookEndpoint(id, { enabled: true })).toMatchObject({
      enabled: true,
    });
    await failEvents(1);
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: false });
  });

  it('can be delivered by hand once it is on again, and not before', async () => {
    const { id } = await onlyCustomers();
    await failEvents(10);
    rig.answer.with = accept;
    const [failed] = await deliveries();
    const eventId = failed?.webhook_event.id ?? '';
    const count = rig.received.length;
    await rig.polar.webhooks.redeliverWebhookEvent(eventId);
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(count);
    await rig.polar.webhooks.updateWebhookEndpoint(id, { enabled: true });
    await rig.polar.webhooks.redeliverWebhookEvent(eventId);
    await rig.emulator.settled();
    expect((await deliveries())[0]?.webhook_event).toMatchObject({
      id: eventId,
      succeeded: true,
      skipped: false,
    });
  });
});

describe('the list of deliveries', () => {
  const list = (query: Parameters<Rig['polar']['webhooks']['listWebhookDeliveries']>[0]) =>
    rig.polar.webhooks.listWebhookDeliveries(query);

  it('is filtered by endpoint, outcome, status, type, time and text', async () => {
    const first = await onlyCustomers();
    const second = await listenToAll(rig.polar);
    rig.answer.with = (request) => (request.url.endsWith('/other') ? fail() : accept());
    await rig.polar.webhooks.updateWebhookEndpoint(second.id, { url: 'http://localhost:9/other' });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const count = async (query: Parameters<typeof list>[0]) => (await list(query)).pagination.total_count;
    expect(await count({})).toBe(4);
    expect(await count({ endpoint_id: first.id })).toBe(1);
    expect(await count({ endpoint_id: [first.id, second.id] })).toBe(4);
    expect(await count({ succeeded: true })).toBe(1);
    expect(await count({ succeeded: false })).toBe(3);
    expect(await count({ http_code_class: '2xx' })).toBe(1);
    expect(await count({ http_code_class: '5xx' })).toBe(3);
    expect(await count({ http_code_class: '3xx' })).toBe(0);
    expect(await count({ event_type: 'customer.created' })).toBe(2);
    expect(await count({ event_type: ['customer.created', 'member.created'] })).toBe(3);
    const [newest] = (await list({})).items;
    expect(await count({ query: newest?.id.slice(0, 13).toUpperCase() ?? '' })).toBe(1);
    expect(await count({ query: newest?.webhook_event.id ?? '' })).toBe(1);
    expect(await count({ query: '202' })).toBeGreaterThanOrEqual(1);
    const now = rig.emulator.now();
    expect(await count({ start_timestamp: now })).toBe(0);
    expect(await count({ end_timestamp: now })).toBe(0);
    expect(
      await count({ start_timestamp: '2027-01-10T09:59:59Z', end_timestamp: '2027-01-10T10:00:01Z' }),
    ).toBe(4);
  });

  it('has no payloads older than 90 days, and those are not delivered again', async () => {
    await onlyCustomers();
    await makeCustomer('ada@example.com');
    await rig.emulator.clock.advance('P90D');
    expect((await deliveries())[0]?.webhook_event).toMatchObject({
      is_archived: false,
      payload: expect.any(String),
    });
    await rig.emulator.clock.advance('PT1S');
    const [old] = await deliveries();
    expect(old?.webhook_event).toMatchObject({ is_archived: true, payload: null, succeeded: true });
    await rig.polar.webhooks.redeliverWebhookEvent(old?.webhook_event.id ?? '');
    await makeCustomer('bob@example.com');
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(2);
    const { json } = await rig.call('/_emulator/deliveries');
    expect(json).toMatchObject({ items: [{ payload: null }, { payload: expect.any(String) }] });
  });
});

describe('a receiver', () => {
  it('may call back while it is told of something', async () => {
    await listenToAll(rig.polar);
    const seen: string[] = [];
    rig.answer.with = async () => {
      seen.push((await rig.polar.organizations.list()).items[0]?.slug ?? '');
      return accept();
    };
    await subscribe(rig.polar);
    await rig.emulator.settled();
    expect(seen.length).toBeGreaterThan(5);
  });

  it('asks for the redelivery of an event that there is not, and gets a 404', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await refusal(rig.polar.webhooks.redeliverWebhookEvent(unknown))).toMatchObject({ status: 404 });
  });

  it('of a live emulator is told in order too, however slow it is', async () => {
    const live = await startRig({ clock: { mode: 'live' } });
    await live.polar.webhooks.createWebhookEndpoint({
      url: 'http://localhost:9/hook',
      format: 'raw',
      events: ['customer.created'],
    });
    let isBusy = false;
    live.answer.with = async () => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await live.polar.organizations.list();
      isBusy = false;
      return accept();
    };
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      made.push((await live.polar.customers.create({ email: `c${index}@example.com` })).id);
    }
    await live.emulator.settled();
    expect(live.received.map(({ payload }) => (payload.data as { id: string }).id)).toEqual(made);
    await live.close();
  });
});
