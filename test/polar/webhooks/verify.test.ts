import { webhooks as sdk } from '@polar-sh/sdk/2026-10';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { createPolarWebhooks } from '../../../src/polar/webhooks/create-webhooks.ts';
import { legacyKey, type SignedDelivery, signatureOf, signed, standardKey } from './sign.ts';

const NOW = 1_800_000_000;
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`;

function verify(delivery: SignedDelivery, secrets: readonly string[] = [SECRET], nowInSeconds = NOW) {
  return createPolarWebhooks(secrets).verify(delivery.body, new Headers(delivery.headers), nowInSeconds);
}

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ['the base64 of the secret', standardKey],
  ['the bytes of the whole secret', legacyKey],
])('accepts a delivery signed with %s', async (_, keyOf) => {
  expect(await verify(signed(keyOf(SECRET), { seconds: NOW - 5 }))).toEqual({
    deliveryId: 'evt_1',
    signedAtSeconds: NOW - 5,
    secretIndex: 0,
  });
});

it('says which of several secrets matched', async () => {
  const delivery = signed(legacyKey('old secret'), { seconds: NOW });

  expect(await verify(delivery, [SECRET, 'old secret'])).toMatchObject({ secretIndex: 1 });
});

it('finds the good one among several signatures', async () => {
  const delivery = signed(standardKey(SECRET), { seconds: NOW });
  const { 'webhook-signature': good } = delivery.headers;
  const many = `v1,AAAA v2,BBBB v1a,CCCC nonsense ${good} v1,not-base64!`;

  expect(
    await verify({ ...delivery, headers: { ...delivery.headers, 'webhook-signature': many } }),
  ).not.toBeNull();
});

it('signs the bytes as sent, valid UTF-8 or not', async () => {
  const body = new Uint8Array([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00]);
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(NOW),
    'webhook-signature': signatureOf(standardKey(SECRET), 'evt_1', NOW, body),
  };

  expect(await verify({ body, headers })).not.toBeNull();
});

it.each([-300, 300])('accepts a timestamp %i seconds off', async (offset) => {
  expect(await verify(signed(standardKey(SECRET), { seconds: NOW + offset }))).not.toBeNull();
});

it.each([-301, 301])('refuses a timestamp %i seconds off', async (offset) => {
  expect(await verify(signed(standardKey(SECRET), { seconds: NOW + offset }))).toBeNull();
});

it.each([
  '1.8e9',
  '1800000000.5',
  '-1800000000',
  '0x6b49d200',
  '+1800000000',
  'now',
  '1800000000, 1800000000',
])('refuses the timestamp %s, which is not only digits', async (timestamp) => {
  const delivery = signed(standardKey(SECRET), { seconds: NOW });
  const signature = signatureOf(standardKey(SECRET), 'evt_1', timestamp, delivery.body);
  const headers = { ...delivery.headers, 'webhook-timestamp': timestamp, 'webhook-signature': signature };

  expect(await verify({ ...delivery, headers })).toBeNull();
});

it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'refuses a delivery without %s',
  async (name) => {
    const delivery = signed(standardKey(SECRET), { seconds: NOW });
    const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([key]) => key !== name));

    expect(await verify({ ...delivery, headers })).toBeNull();
  },
);

it('refuses a signature that was made for another id', async () => {
  const delivery = signed(standardKey(SECRET), { seconds: NOW });

  expect(await verify({ ...delivery, headers: { ...delivery.headers, 'webhook-id': 'evt_2' } })).toBeNull();
});

it.each([
  ['no secret', []],
  ['an empty secret', [SECRET, '']],
  ['a blank secret', [' ']],
])('refuses to start with %s', (_, secrets) => {
  expect(() => createPolarWebhooks(secrets)).toThrow(/floe-billing: `webhookSecrets`/);
});

const secrets = fc.oneof(
  fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`),
  fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  fc.constantFrom('whsec_', 'whsec_====', 'polar_whs_abcdefgh', '0123456789abcdef0123456789abcdef', 'YWJj'),
);

// Some deliveries are right, most differ from a right one in one place.
const deliveries = fc
  .record({
    secret: secrets,
    form: fc.constantFrom(legacyKey, standardKey),
    id: fc.stringMatching(/^[!-~]{1,30}$/),
    offset: fc.oneof(fc.integer({ min: -299, max: 299 }), fc.integer({ min: -1000, max: 1000 })),
    leadingZeros: fc.constantFrom('', '', '', '00'),
    text: fc.json().map((json) => `{"type":"order.paid","data":${json}}`),
    sent: fc.constantFrom(
      'as signed',
      'as signed',
      'other body',
      'other id',
      'other secret',
      'cut signature',
    ),
    around: fc.constantFrom('', 'v1,AAAA ', 'v1,  ', 'v2,', 'junk ', 'v1,!!! '),
  })
  .map(({ secret, form, id, offset, leadingZeros, text, sent, around }) => {
    const body = new TextEncoder().encode(text);
    const seconds = NOW + offset;
    const signature = signatureOf(form(secret), id, seconds, body);
    return {
      secret: sent === 'other secret' ? `${secret}x` : secret,
      text: sent === 'other body' ? `${text} ` : text,
      headers: {
        'webhook-id': sent === 'other id' ? `${id}x` : id,
        'webhook-timestamp': `${leadingZeros}${seconds}`,
        'webhook-signature': around + (sent === 'cut signature' ? signature.slice(0, -4) : signature),
      },
    };
  });

it('gives the verdict of the official SDK on every delivery whose timestamp is only digits', async () => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] });
  const verdicts = { accepted: 0, refused: 0 };

  await fc.assert(
    fc.asyncProperty(deliveries, async ({ secret, text, headers }) => {
      const theirs = await sdk.validateEvent(text, headers, secret).then(
        () => true,
        (error: unknown) => {
          if (error instanceof sdk.PolarWebhookVerificationError) return false;
          throw error;
        },
      );
      const ours = (await verify({ body: new TextEncoder().encode(text), headers }, [secret])) !== null;
      verdicts[theirs ? 'accepted' : 'refused'] += 1;

      expect(ours).toBe(theirs);
    }),
    { numRuns: 500 },
  );

  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(20);
});
