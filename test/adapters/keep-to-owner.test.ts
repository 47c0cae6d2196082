import { expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/index.ts';
import { OWNER_HEADER } from '../../src/contract/index.ts';
import { billing } from './billing-fixture.ts';
import { sendJson, startTestServer } from './test-server.ts';

it('names the owner of its first answer in every request that follows, for each owner apart', async () => {
  const server = await startTestServer((_request, response) => {
    response.setHeader(OWNER_HEADER, `owner_${server.requests.length}`);
    sendJson(response, 200, billing());
  });
  const adapter = createHttpAdapter({ baseUrl: server.baseUrl });
  const first = adapter.forOwner?.('first');
  const second = adapter.forOwner?.('second');

  await first?.getBilling({});
  await first?.getBilling({});
  await second?.getBilling({});
  await second?.startCheckout({ priceId: 'a', returnPath: '/' }, { idempotencyKey: 'intent-1' });
  await adapter.getBilling({});

  expect(server.requests.map(({ headers }) => headers[OWNER_HEADER])).toEqual([
    undefined,
    'owner_1',
    undefined,
    'owner_3',
    undefined,
  ]);
});
