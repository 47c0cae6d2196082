import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSandbox, payCheckout } from '../../src/sandbox/index.ts';

// Each test opens two embedded databases, which takes a busy machine long.
const timeout = 90_000;

it('goes on after a restart where it was, and hears webhooks at its new address', { timeout }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'floe-sandbox-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await createSandbox({ dataDir });
  try {
    const input = { priceId: 'starter-month', returnPath: '/settings/billing' };
    const { url } = await first
      .adapterFor('ada')
      .startCheckout(input, { idempotencyKey: crypto.randomUUID() });
    await payCheckout(url ?? '');
    await first.settled();
  } finally {
    await first.close();
  }

  const second = await createSandbox({ dataDir });
  try {
    const ada = second.adapterFor('ada');
    expect((await ada.getBilling({})).subscription).toMatchObject({ status: 'trialing' });

    await second.clock.advance('P14D');
    await second.settled();

    expect((await ada.getBilling({})).subscription).toMatchObject({ status: 'active' });
  } finally {
    await second.close();
  }
});

it('says which port is taken, and leaves nothing running', { timeout }, async () => {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  const port = Number(new URL(sandbox.url).port);

  await expect(createSandbox({ port })).rejects.toThrow(new RegExp(`EADDRINUSE.*${port}`));
});
