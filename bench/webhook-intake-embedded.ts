import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, printRatios } from './support/compare.ts';
import { openBenchServer, WEBHOOK_URL } from './support/open-bench-server.ts';

// Deliveries a second with the embedded database in a directory: each kept by a statement of its own, and as the server
// does it, where those that wait share one.

const CONNECTIONS = 32;
const PER_ROUND = 1500;
const ROUNDS = 5;

const dataDir = mkdtempSync(join(tmpdir(), 'floe-bench-'));
const server = await openBenchServer({
  database: { dataDir },
  wrapStore: (store) => ({
    ...store,
    inbox: { ...store.inbox, claim: async () => [], nextDueAt: async () => null },
  }),
});
const text = JSON.stringify({
  type: 'subscription.updated',
  data: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`key_${n}`, `value ${n} of this delivery`])),
});
const body = new TextEncoder().encode(text);

let sent = 0;
/** Deliveries a second of one way of keeping them, by as many senders as there are connections. */
async function measure(
  keep: (delivery: ReturnType<typeof server.sign>) => Promise<unknown>,
): Promise<number> {
  const deliveries = Array.from({ length: PER_ROUND }, () => {
    sent += 1;
    return server.sign(`evt_${sent}`, body);
  }).values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const delivery of deliveries) await keep(delivery);
    }),
  );
  return (PER_ROUND * 1000) / (performance.now() - startedAt);
}

const rates = { single: [] as number[], floe: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  rates.single.push(
    await measure(({ headers }) =>
      server.store.recordDeliveries([{ deliveryId: headers['webhook-id'] ?? '', body }]),
    ),
  );
  rates.floe.push(
    await measure(async (delivery) => {
      const { status } = await server.billing.handler(
        new Request(WEBHOOK_URL, { method: 'POST', ...delivery }),
      );
      if (status !== 202) throw new Error(`Answered ${status}.`);
    }),
  );
}

printRatios(
  `Intake of ${(body.length / 1000).toFixed(1)} kB with the embedded database at ${CONNECTIONS} connections`,
  [
    { name: 'one statement a delivery, nothing verified', value: median(rates.single) },
    { name: 'Floe: verified, kept together, answered 202', value: median(rates.floe) },
  ],
  (rate) => `${rate.toFixed(0)}/s`,
);

await server.close();
rmSync(dataDir, { recursive: true, force: true });
