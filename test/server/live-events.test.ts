import { expect, it, onTestFinished, vi } from 'vitest';
import type { LiveEvent } from '../../src/contract/index.ts';
import { type SamplePerson, samplePeople } from '../../src/sandbox/sample-people.ts';
import { OWNER_QUERIES } from '../../src/server/mirror/snapshot-facts.ts';
import { APP_URL, openWorld, type World } from './support/world.ts';

async function listen(world: World, person: SamplePerson, server = world.billing, lastEventId?: string) {
  const stopping = new AbortController();
  const response = await server.handler(
    new Request(`${APP_URL}/api/billing/events`, {
      headers: { 'x-person': person, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
      signal: stopping.signal,
    }),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const events = (): LiveEvent[] =>
    [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as LiveEvent);
  const ended = (async () => {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return;
      text += chunk.value;
    }
  })();
  return { response, events, text: () => text, ended, stop: () => stopping.abort() };
}

it('tells the owner which answers went stale, and nobody else', async () => {
  const world = await openWorld();
  const ada = await listen(world, 'ada');
  const dmitri = await listen(world, 'dmitri');
  const elena = await listen(world, 'elena');
  expect(ada.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');

  await world.subscribe('ada');

  const stale = new Set(ada.events().flatMap((event) => event.stale));
  expect(stale).toEqual(
    new Set([
      'getBilling',
      'getCatalog',
      'getCancelOptions',
      'getCheckout',
      'listInvoices',
      'listPaymentMethods',
      'getInvoiceDocument',
      'listAuditEntries',
    ]),
  );
  expect(dmitri.events()).toEqual(ada.events());
  expect(elena.events()).toEqual([]);
  expect(elena.text()).toMatch(/^: connected\nid: 0-\d+\n\n$/);
});

it('tells of a change only when reading again shows it', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  const { events } = await listen(world, 'ada');
  const { revision } = await world.as('ada').query('getBilling', {});
  await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
  await world.billing.settled();

  expect(events().some(({ stale }) => stale.includes('getBilling'))).toBe(true);
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({
    cancelAtPeriodEnd: true,
  });
});

it('tells within a heartbeat of what another process has written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const world = await openWorld();
  await world.subscribe('ada');
  const other = await world.startAnother();
  const here = await listen(world, 'ada', other);
  const elena = await listen(world, 'elena', other);
  await vi.waitFor(() => expect(elena.text()).not.toBe(''));
  const { revision } = await world.as('ada').query('getBilling', {});

  await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
  await world.settle();
  vi.advanceTimersByTime(15_000);

  await vi.waitFor(() => expect(here.events().flatMap(({ stale }) => stale)).toContain('getBilling'));
  expect(elena.events()).toEqual([]);
});

it('tells a page that comes back what it missed, and everything when that can no longer be told', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  const before = await listen(world, 'ada');
  await vi.waitFor(() => expect(before.text()).toContain('id: '));
  const [, place] = /^id: (.+)$/m.exec(before.text()) ?? [];
  before.stop();
  await before.ended;

  await world.replaceCard('ada', '4242424242424242');
  await world.billing.reconcile();
  await world.billing.settled();

  const back = await listen(world, 'ada', world.billing, place);
  await vi.waitFor(() =>
    expect(back.events()).toEqual([{ stale: ['getBilling', 'listPaymentMethods', 'listAuditEntries'] }]),
  );
  const lost = await listen(world, 'ada', world.billing, '999999999-1');
  await vi.waitFor(() => expect(lost.events()).toEqual([{ stale: [...OWNER_QUERIES] }]));
});

it('refuses a stranger', async () => {
  const world = await openWorld();
  const response = await world.billing.handler(new Request(`${APP_URL}/api/billing/events`));

  expect(response.status).toBe(401);
});

it('ends when the reader leaves and when the server closes', async () => {
  const world = await openWorld();
  const leaving = await listen(world, 'ada');
  const staying = await listen(world, 'ada');

  leaving.stop();
  await leaving.ended;
  await world.billing.close();
  await staying.ended;
});

it('ends within a heartbeat for who was removed or moved to another organization, and for nobody else', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const seats = new Map<string, SamplePerson | null>();
  const world = await openWorld({
    server: {
      authenticate: (request) => {
        const name = request.headers.get('x-person') ?? '';
        const seat = seats.has(name) ? seats.get(name) : name;
        return seat ? samplePeople[seat as SamplePerson] : null;
      },
    },
  });
  const removed = await listen(world, 'dmitri');
  const moved = await listen(world, 'ben');
  const staying = await listen(world, 'ada');
  const ended = vi.fn();
  void staying.ended.then(ended);

  seats.set('dmitri', null);
  seats.set('ben', 'elena');
  vi.advanceTimersByTime(15_000);
  await removed.ended;
  await moved.ended;

  await vi.waitFor(() => expect(staying.text()).toContain('still here'));
  expect(ended).not.toHaveBeenCalled();
  expect(removed.text()).not.toContain('still here');
});
