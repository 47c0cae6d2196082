import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBlock, createClientAddress, parseAddress } from '../../../src/server/http/client-address.ts';
import { createMemoryRateLimiter } from '../../../src/server/http/memory-rate-limiter.ts';
import { openWorld } from '../support/world.ts';

it('counts each limit and each key apart, and says how long to wait', async () => {
  const { count } = createMemoryRateLimiter();
  const ask = (limit: 'address' | 'commands', key: string) => count({ limit, key, perMinute: 3 });
  for (let times = 0; times < 3; times += 1) expect(await ask('commands', 'one')).toBeNull();

  const wait = (await ask('commands', 'one')) ?? 0;
  expect(Number.isInteger(wait) && wait >= 1 && wait <= 60).toBe(true);
  expect(await ask('commands', 'another')).toBeNull();
  expect(await ask('address', 'one')).toBeNull();
});

it('refuses an owner who asks too often, with the seconds to wait, and nobody else', async () => {
  const world = await openWorld({ server: { rateLimits: { queries: 3 } } });
  const ask = async (person: 'ada' | 'ben' | 'elena') => world.as(person).send('getBilling', {});
  expect((await ask('ada')).status).toBe(200);
  // Ben works where Ada does.
  expect((await ask('ben')).status).toBe(200);
  expect((await ask('ada')).status).toBe(200);

  const refused = await ask('ben');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('elena')).status).toBe(200);
});

it('counts by the address that the proxy saw, and not by what a client puts before it', async () => {
  const world = await openWorld({
    server: { rateLimits: { perAddress: 3 }, trustedProxyHeader: 'x-forwarded-for' },
  });
  const ask = async (forwarded: string) => {
    const headers = { 'x-forwarded-for': forwarded };
    return (await world.as('ada').send('getBilling', { headers })).status;
  };
  for (const made of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) expect(await ask(`${made}, 203.0.113.9`)).toBe(200);

  expect(await ask('4.4.4.4, 203.0.113.9')).toBe(429);
  expect(await ask('203.0.113.9, 203.0.113.10')).toBe(200);
});

it('lets people go on when nobody can count', async () => {
  const world = await openWorld({
    server: { rateLimiter: { count: () => Promise.reject(new Error('The counter is down.')) } },
  });

  expect((await world.as('ada').send('getBilling', {})).status).toBe(200);
  expect(world.logs.some(({ level, message }) => level === 'error' && message.includes('counted'))).toBe(
    true,
  );
});

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    [' 203.0.113.9:8080 ', '203.0.113.9'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('is read from %j', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  it.each([
    '',
    'unknown',
    '203.0.113',
    '0xcb007109',
    '3405803785',
    '0313.0.0161.011',
    '203.0.113.256',
    'fe80::1%eth0',
  ])('is not %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('of a /64 is one for whoever counts, and another one is another', () => {
    expect(addressBlock('2001:db8:1:2::1')).toBe(addressBlock('2001:db8:1:2:ffff::9'));
    expect(addressBlock('2001:db8:1:2::1')).not.toBe(addressBlock('2001:db8:1:3::1'));
    expect(addressBlock('203.0.113.9')).toBe('203.0.113.9');
  });

  it('is nobody’s word where no proxy is trusted', () => {
    const addressOf = createClientAddress({});
    expect(
      addressOf(new Request('https://app.example', { headers: { 'x-forwarded-for': '1.1.1.1' } })),
    ).toBeNull();
  });

  it('is always one, or none, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4Extended(), fc.ipV6(), fc.string()), (text) => {
        const address = parseAddress(text);
        if (address !== null) expect(parseAddress(address)).toBe(address);
      }),
    );
  });
});
