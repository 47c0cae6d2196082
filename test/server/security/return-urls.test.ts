import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operationInputs } from '../../../src/contract/schemas/index.ts';
import { BillingError } from '../../../src/core/index.ts';
import { checkoutReturnUrls } from '../../../src/server/checkouts/return-url.ts';
import { openWorld } from '../support/world.ts';

const APP = new URL('https://app.example/somewhere');

/** Ways to say another place that a browser, or a careless parser, would follow. */
const ELSEWHERE = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/path\\..\\\\evil.example',
  'https://evil.example',
  'HTTPS://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http://app.test@evil.example/',
  'http://app.test.evil.example/',
  'http://user:pass@app.test/',
  '@evil.example',
  ':80/',
  '.evil.example',
  'evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:http://app.test/1',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '\t//evil.example',
  '\n//evil.example',
  ' //evil.example',
  '/\u0000/evil.example',
  '/\u007f/evil.example',
  '/\u0085/evil.example',
  '/\u00a0/evil.example',
  '/\u2028/evil.example',
  '/\u3000/evil.example',
  '/\ufeff/evil.example',
  '/path\r\nlocation: https://evil.example',
  'https://еvil.example',
  'https://evil。example',
  '。evil.example',
  '／／evil.example',
  '⁄⁄evil.example',
  '',
  '?next=//evil.example',
  '#//evil.example',
  null,
  7,
  ['/'],
  { href: '/' },
];

it('leads to no other place, in whatever form it is said, and asks the provider for nothing', async () => {
  const world = await openWorld();
  const asked = world.gateway.requests.length;

  for (const returnPath of ELSEWHERE) {
    const response = await world.as('ada').send('startCheckout', {
      body: { priceId: 'starter-month', returnPath },
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
    expect(await response.json(), JSON.stringify(returnPath)).toMatchObject({
      error: { code: 'invalid_request', field: 'returnPath' },
    });
  }
  expect(world.gateway.requests).toHaveLength(asked);
});

/** Where both addresses of a path lead; `null` when it is refused. */
function placesOf(returnPath: string): URL[] | null {
  if (!operationInputs.startCheckout.safeParse({ priceId: 'x', returnPath }).success) return null;
  try {
    const { successUrl, returnUrl } = checkoutReturnUrls(APP, returnPath);
    // As the provider fills it in and a browser reads it.
    return [new URL(successUrl.replace('{CHECKOUT_ID}', 'an-id')), new URL(returnUrl)];
  } catch (error) {
    if (BillingError.is(error) && error.code === 'invalid_request') return null;
    throw error;
  }
}

it('stays in the app with every path that is let through', () => {
  const pieces = fc.constantFrom(
    ...['/', '\\', '//', '.', '..', ':', '@', '?', '#', '%2f', '%5c', '%09', '\t', '\n', ' ', '。', '／'],
    ...[
      'evil.example',
      'https:',
      'javascript:',
      'checkout_id=1',
      '{CHECKOUT_ID}',
      '&',
      '\ud800',
      '[',
      ']',
      'a',
    ],
  );
  const paths = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map((all) => `/${all.join('')}`),
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `/${text}`),
  );
  let passed = 0;

  fc.assert(
    fc.property(paths, (path) => {
      const places = placesOf(path);
      if (places === null) return;
      passed += 1;
      for (const { origin, username, password } of places) {
        expect({ origin, username, password }).toEqual({ origin: APP.origin, username: '', password: '' });
      }
      // Only the provider says which checkout it was.
      expect(places[0]?.searchParams.getAll('checkout_id')).toEqual(['an-id']);
    }),
    { numRuns: 5_000 },
  );
  expect(passed).toBeGreaterThan(500);
});
