import { describe, expect, it } from 'vitest';
import { createPolarProvider } from '../../src/polar/index.ts';
import { createPolarClient } from '../../src/polar/polar-client.ts';
import { toCheckoutRecord } from '../../src/polar/records/checkout.ts';
import { checkout, product } from './support/fixtures.ts';
import { createLogRecorder } from './support/log-recorder.ts';
import { createScriptedPolar } from './support/scripted-polar.ts';

function providerAt(baseUrl: string, logger = createLogRecorder()) {
  return createPolarProvider({ accessToken: 'polar_oat_test', webhookSecrets: ['secret'], baseUrl, logger });
}

describe('the token', () => {
  it.each([301, 302, 303, 307, 308])('follows no redirect of status %i to another host', async (status) => {
    const elsewhere = await createScriptedPolar(() => ({ status: 200, body: product }));
    const polar = await createScriptedPolar(({ path }) => ({
      status,
      body: {},
      headers: { location: `${elsewhere.baseUrl}${path}` },
    }));

    await expect(providerAt(polar.baseUrl).getProduct(product.id)).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(polar.requests).toHaveLength(1);
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('goes with no address that was put together to another host', async () => {
    const elsewhere = await createScriptedPolar(() => ({ status: 200, body: product }));
    const { core } = createPolarClient({
      accessToken: 'polar_oat_test',
      environment: 'production',
      baseUrl: undefined,
      timeoutInSeconds: 5,
      logger: createLogRecorder(),
    });

    await expect(core.sendRequest([elsewhere.baseUrl, { method: 'GET' }])).rejects.toThrow(
      'a request would have left Polar',
    );
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('stays on the path of the operation, whatever an id is made of', async () => {
    const polar = await createScriptedPolar(() => ({ status: 200, body: product }));

    await providerAt(polar.baseUrl).getProduct('a/../../b?c#d');
    expect(polar.requests[0]?.path).toBe('/v1/products/a%2F..%2F..%2Fb%3Fc%23d');
  });
});

const notPages = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://polar.sh/1',
  'file:///etc/passwd',
  '//polar.sh/checkout',
  '/checkout',
  '',
];

describe('a page that people are sent to', () => {
  it.each(notPages)('is no %j of a checkout, whether asked for or told by an event', async (url) => {
    const polar = await createScriptedPolar(() => ({ status: 200, body: { ...checkout, url } }));

    await expect(providerAt(polar.baseUrl).getCheckout(checkout.id)).rejects.toMatchObject({
      code: 'internal',
    });
    expect(() => toCheckoutRecord({ ...checkout, url })).toThrow(/cannot read Polar's checkout. url/);
  });

  it.each(notPages)('is no %j of an invoice document', async (url) => {
    const polar = await createScriptedPolar(() => ({ status: 200, body: { url } }));

    await expect(providerAt(polar.baseUrl).findInvoiceDocument('invoice')).rejects.toMatchObject({
      code: 'internal',
    });
  });

  it('is https where Polar is, and may be http where a local one is', () => {
    const at = (baseUrl: string | undefined) =>
      createPolarClient({
        accessToken: 'polar_oat_test',
        environment: 'sandbox',
        baseUrl,
        timeoutInSeconds: 5,
        logger: createLogRecorder(),
      });

    expect(at(undefined).requirePage('https://buy.polar.sh/x')).toBe('https://buy.polar.sh/x');
    expect(() => at(undefined).requirePage('http://buy.polar.sh/x')).toThrow(/not https/);
    expect(at('http://localhost:4010').requirePage('http://localhost:4010/x')).toBe(
      'http://localhost:4010/x',
    );
  });
});
