import { expect, it } from 'vitest';
import { nowInSeconds, signedDelivery } from '../support/signed-delivery.ts';
import { openWorld, WEBHOOK_URL } from '../support/world.ts';

const encoder = new TextEncoder();

const customer = (members: string) =>
  `{"type":"customer.updated","timestamp":"2027-01-01T09:00:00Z","data":{${members}}}`;

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

/** What no provider should send, and whether there is anything in it to apply. */
const ODDITIES: Readonly<Record<string, { body: string | Uint8Array<ArrayBuffer>; isReadable: boolean }>> = {
  'no bytes at all': { body: '', isReadable: false },
  'bytes that are no UTF-8': {
    body: joined(encoder.encode('{"type":"'), new Uint8Array([0xc3, 0x28, 0xff]), encoder.encode('"}')),
    isReadable: false,
  },
  'a byte order mark before what is known': {
    body: joined(new Uint8Array([0xef, 0xbb, 0xbf]), encoder.encode(customer('"id":"x"'))),
    isReadable: false,
  },
  'a member twice': { body: customer('"id":"a","id":"b"'), isReadable: false },
  '__proto__ as a member': {
    body: '{"type":"planet.aligned","timestamp":"2027-01-01T09:00:00Z","__proto__":{"type":"customer.updated"},"data":{"__proto__":{"isAdmin":true}}}',
    isReadable: true,
  },
  'a null character in a text': { body: customer('"id":"\\u0000"'), isReadable: false },
  'a null character in the type': {
    body: '{"type":"planet.\\u0000","timestamp":"2027-01-01T09:00:00Z","data":{}}',
    isReadable: false,
  },
  'half of a surrogate pair in the type': {
    body: '{"type":"planet.\\ud800","timestamp":"2027-01-01T09:00:00Z","data":{}}',
    isReadable: false,
  },
  'half of a surrogate pair in a text': {
    body: '{"type":"planet.aligned","timestamp":"2027-01-01T09:00:00Z","data":{"name":"\\ud800"}}',
    isReadable: true,
  },
  'nesting 100,000 deep': {
    body: `{"type":"planet.aligned","timestamp":"2027-01-01T09:00:00Z","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    isReadable: true,
  },
  'nesting that never ends': { body: '['.repeat(500_000), isReadable: false },
  'numbers beyond 2^53': {
    body: '{"type":"planet.aligned","timestamp":"2027-01-01T09:00:00Z","data":{"amount":123456789012345678901234567890,"rate":1e999}}',
    isReadable: true,
  },
  'an array': { body: '[{"type":"order.paid"}]', isReadable: false },
  'a bare word': { body: 'null', isReadable: false },
};

it.each(Object.entries(ODDITIES))('keeps %s byte for byte and goes on', async (_, { body, isReadable }) => {
  const world = await openWorld();
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;

  expect((await world.billing.handler(signedDelivery(world, body, { id: 'evt_odd' }))).status).toBe(202);
  await world.subscribe('ada');

  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: isReadable ? 0 : 1 });
  const odd = await findDelivery(world, 'evt_odd');
  expect(odd?.payload).toEqual(bytes);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

async function findDelivery({ store }: Awaited<ReturnType<typeof openWorld>>, key: string) {
  for (let id = 1; id < 50; id += 1) {
    const found = await store.inbox.find(String(id));
    if (found?.key === key) return found;
  }
  return null;
}

it('takes a delivery with several signatures when one of them is right', async () => {
  const world = await openWorld();
  const request = signedDelivery(world, '{}');
  const right = request.headers.get('webhook-signature') ?? '';
  const wrong = `v1,${Buffer.alloc(32, 3).toString('base64')}`;

  for (const [signatures, status] of [
    [`${wrong} ${right}`, 202],
    [`v1a,whatever ${right} ${wrong}`, 202],
    [`${wrong} ${wrong}`, 403],
    [right.replace('v1,', 'v2,'), 403],
  ] as const) {
    const headers = new Headers(request.headers);
    headers.set('webhook-signature', signatures);
    const answer = await world.billing.handler(
      new Request(WEBHOOK_URL, { method: 'POST', body: '{}', headers }),
    );
    expect(answer.status, signatures).toBe(status);
  }
});

it('takes no timestamp but digits', async () => {
  const world = await openWorld();
  const request = signedDelivery(world, '{}');
  const seconds = nowInSeconds();
  for (const timestamp of [
    `+${seconds}`,
    `${seconds}.0`,
    `0x${seconds.toString(16)}`,
    `${seconds}e0`,
    '',
    '-1',
  ]) {
    const headers = new Headers(request.headers);
    headers.set('webhook-timestamp', timestamp);
    const answer = await world.billing.handler(
      new Request(WEBHOOK_URL, { method: 'POST', body: '{}', headers }),
    );
    expect(answer.status, timestamp).toBe(403);
  }
});

it('raises one alarm while the provider signs with the old secret, and counts its uses', async () => {
  const world = await openWorld({ newerWebhookSecret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` });
  const alarms = () => world.logs.filter(({ message }) => message.includes('old secret'));

  for (const id of ['evt_1', 'evt_2', 'evt_3']) {
    expect((await world.billing.handler(signedDelivery(world, '{}', { id }))).status).toBe(202);
  }

  expect(alarms()).toHaveLength(1);
  expect(world.billing.intakeHealth()).toMatchObject({ oldSecretUses: 3, refused: 0, stored: { new: 3 } });
  expect(JSON.stringify(world.logs)).not.toContain(world.webhookSecret);
});
