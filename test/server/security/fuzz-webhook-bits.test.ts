import { expect, it } from 'vitest';
import { createPolarWebhooks } from '../../../src/polar/webhooks/create-webhooks.ts';
import { createRandom, type Random } from '../../emulator/fuzz/random.ts';
import { legacyKey, type SignedDelivery, signed, standardKey } from '../../polar/webhooks/sign.ts';

/** How many deliveries with one bit turned are tried; `npm run fuzz` tries 100,000. */
const COUNT = Number(process.env.FLOE_FUZZ ?? 60) * 50;
const SEED = process.env.FLOE_FUZZ_SEED ?? 'floe';

const NOW = 1_800_000_000;
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`;
const OLD_SECRET = 'the old one';
const KEYS = [standardKey(SECRET), legacyKey(SECRET), legacyKey(OLD_SECRET)];
const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const { verify } = createPolarWebhooks([SECRET, OLD_SECRET]);

function deliveryFrom(random: Random): SignedDelivery {
  const data = {
    id: crypto.randomUUID(),
    amount: random.below(100_000),
    name: 'x'.repeat(random.below(600)),
  };
  return signed(random.pick(KEYS), {
    id: `msg_${random.below(1_000_000)}`,
    seconds: NOW + random.below(600) - 300,
    text: JSON.stringify({ type: 'order.paid', data }),
  });
}

/** Turns one bit of what is signed, or of the signature; `null` when what comes out is no header. */
function turnBit(random: Random, { body, headers }: SignedDelivery): SignedDelivery | null {
  const part = random.pick(['body', ...NAMES] as const);
  const bytes = part === 'body' ? body.slice() : Buffer.from(headers[part] ?? '', 'latin1');
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  if (part === 'body') return { body: bytes, headers };
  const turned = { ...headers, [part]: Buffer.from(bytes).toString('latin1') };
  try {
    new Headers(turned);
  } catch {
    return null;
  }
  return { body, headers: turned };
}

it('refuses every signed delivery in which one bit is turned', { timeout: COUNT * 20 + 20_000 }, async () => {
  const random = createRandom(`${SEED} bits`);
  const accepted: string[] = [];
  for (let tried = 0; tried < COUNT; ) {
    const delivery = deliveryFrom(random);
    expect(await verify(delivery.body, new Headers(delivery.headers), NOW)).not.toBeNull();
    // Ten of each, so that most of the work is the refusing.
    for (let times = 0; times < 10; times += 1) {
      const turned = turnBit(random, delivery);
      if (turned === null) continue;
      tried += 1;
      const verdict = await verify(turned.body, new Headers(turned.headers), NOW);
      if (verdict !== null) accepted.push(JSON.stringify({ delivery, turned }));
    }
  }

  expect(accepted).toEqual([]);
});
