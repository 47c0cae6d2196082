import { expect, it } from 'vitest';
import { createPreviewOperations } from '../../src/polar/change-preview.ts';
import { silentLogger } from '../../src/polar/logger.ts';
import { createPolarClient } from '../../src/polar/polar-client.ts';
import { createScriptedPolar } from './support/scripted-polar.ts';

it('asks again for previews after ten minutes without', async () => {
  const polar = await createScriptedPolar(() => ({ status: 404, body: { detail: 'Not Found' } }));
  const client = createPolarClient({
    accessToken: 'polar_oat_test',
    environment: 'sandbox',
    baseUrl: polar.baseUrl,
    timeoutInSeconds: 5,
    logger: silentLogger,
  });
  let nowMs = 0;
  const { previewChange, previewNextCharge } = createPreviewOperations(client, {
    getSubscription: () => Promise.reject(new Error('A preview that is not there has no currency.')),
    monotonicMs: () => nowMs,
  });
  const change = { subscriptionId: 'sub-1', productId: 'prod-1', proration: 'invoice' } as const;

  await previewChange(change);
  nowMs = 599_999;
  await previewChange(change);
  expect(await previewNextCharge('sub-1')).toBeNull();
  expect(polar.requests).toHaveLength(1);

  nowMs = 600_000;
  await previewChange(change);
  expect(polar.requests).toHaveLength(2);
});
