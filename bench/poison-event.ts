import { median, printRatios } from './support/compare.ts';
import { openBenchServer, openDurablePostgres } from './support/open-bench-server.ts';

// How long many events take to be applied, alone, and with one among them that cannot be: one that fails at each attempt,
// and one whose attempts hang. `EVENTS` and `ROUNDS` for other numbers.

const EVENTS = Number(process.env.EVENTS ?? 10_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const OWNERS = 200;
const BATCH = 500;
const HANGS_FOR_MS = 30_000;

/** Customers that are looked for in vain, in two ways. */
const poisons = {
  'one that fails': '00000000-0000-4000-8000-00000000fa11',
  'one that hangs': '00000000-0000-4000-8000-000000004a46',
};

const met = new Set<string>();

const postgres = await openDurablePostgres();
const server = await openBenchServer({
  database: { databaseUrl: postgres.url },
  wrapStore: (store) => ({
    ...store,
    findLinkedOwner: async (link) => {
      const customerId = 'customerId' in link ? link.customerId : '';
      if (customerId === poisons['one that hangs']) {
        await new Promise((resolve) => setTimeout(resolve, HANGS_FOR_MS).unref());
      }
      if (Object.values(poisons).includes(customerId)) {
        met.add(customerId);
        throw new Error('Not today.');
      }
      return store.findLinkedOwner(link);
    },
  }),
});
await server.subscribe();

function exampleOf(type: string) {
  const example = server.webhooks.findLast((sent) => sent.type === type);
  if (example === undefined) throw new Error(`There is no ${type}.`);
  return JSON.parse(new TextDecoder().decode(example.body));
}

const customerEvent = exampleOf('customer.created');
const subscriptionEvent = exampleOf('subscription.updated');
const startMs = Date.parse(customerEvent.data.modified_at ?? customerEvent.data.created_at) + 1000;
let deliveries = 0;

/** One of the owners under another name, a moment later than the one before. */
function healthy() {
  deliveries += 1;
  const at = new Date(startMs + deliveries).toISOString();
  const owner = deliveries % OWNERS;
  const data = {
    ...customerEvent.data,
    id: `00000000-0000-4000-8000-${String(owner).padStart(12, '0')}`,
    external_id: `user_${owner}`,
    name: `Customer ${deliveries}`,
    modified_at: at,
  };
  return toDelivery({ ...customerEvent, timestamp: at, data });
}

function poison(customerId: string) {
  deliveries += 1;
  const data = {
    ...subscriptionEvent.data,
    id: `00000000-0000-4000-9000-${String(deliveries).padStart(12, '0')}`,
    customer_id: customerId,
    customer: { ...subscriptionEvent.data.customer, id: customerId, external_id: null },
  };
  return toDelivery({ ...subscriptionEvent, data });
}

function toDelivery(event: unknown) {
  return { deliveryId: `evt_${deliveries}`, body: new TextEncoder().encode(JSON.stringify(event)) };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The milliseconds until all but the poison are applied. */
async function measure(customerId: string | null): Promise<number> {
  const queued = Array.from({ length: EVENTS }, healthy);
  if (customerId !== null) queued.unshift(poison(customerId));
  for (let start = 0; start < queued.length; start += BATCH) {
    await server.store.recordDeliveries(queued.slice(start, start + BATCH));
  }
  const startedAt = performance.now();
  void server.billing.settled();
  const left = customerId === null ? 0 : 1;
  while ((await server.store.inbox.depth()).pending > left) await pause(50);
  const tookMs = performance.now() - startedAt;
  // The next measurement is not to begin with what is left of this one.
  await server.database.db.execute(
    `update floe_billing.webhook_inbox set state = 'parked' where state = 'pending'`,
  );
  return tookMs;
}

const contenders: Record<string, string | null> = { 'no poison': null, ...poisons };
const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
await measure(null);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, customerId] of Object.entries(contenders)) {
    times.get(name)?.push(await measure(customerId));
  }
}
if (met.size < Object.keys(poisons).length) throw new Error('A poison was never tried.');
printRatios(
  `${EVENTS} events applied`,
  [...times].map(([name, all]) => ({ name, value: median(all) })),
  (ms) => `${(EVENTS / (ms / 1000)).toFixed(0)} events/s`,
);
await server.close();
await postgres.stop();
