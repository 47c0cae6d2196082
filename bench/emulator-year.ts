import { createEmulator, seedProductIds } from '../src/emulator/index.ts';

/** What a year of some subscriptions took. */
interface Year {
  subscriptions: number;
  orders: number;
  buyingSeconds: number;
  yearSeconds: number;
  peakMegabytes: number;
}

const address = {
  country: 'US',
  line1: '1 Main Street',
  city: 'Springfield',
  postal_code: '12345',
  state: 'US-IL',
};

async function runYear(subscriptions: number): Promise<Year> {
  const emulator = await createEmulator({ clock: { mode: 'frozen', now: '2027-01-10T10:00:00Z' } });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 100);

  async function call(path: string, body: unknown): Promise<{ client_secret: string }> {
    const response = await emulator.handler(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  const plans = [seedProductIds.starter.month, seedProductIds.professional.month];
  const buyingStarted = performance.now();
  for (let index = 0; index < subscriptions; index += 1) {
    const checkout = await call('/v1/checkouts/', {
      products: [plans[index % plans.length]],
      customer_email: `person-${index}@example.com`,
      customer_name: `Person ${index}`,
      customer_billing_address: index % 3 === 0 ? { country: 'DE' } : address,
    });
    // One card in fifty fails from its first charge on, so that dunning has its share.
    const token = index % 50 === 0 ? 'ctoken_visa_declined_later' : 'ctoken_visa';
    await call(`/v1/checkouts/client/${checkout.client_secret}/confirm`, { confirmation_token_id: token });
  }
  const yearStarted = performance.now();
  await emulator.clock.advance('P12M');
  const ended = performance.now();

  const response = await emulator.handler(
    new Request('http://localhost/v1/orders/?limit=1', {
      headers: { authorization: `Bearer ${emulator.accessToken}` },
    }),
  );
  const { pagination } = (await response.json()) as { pagination: { total_count: number } };
  clearInterval(watch);
  await emulator.close();
  return {
    subscriptions,
    orders: pagination.total_count,
    buyingSeconds: (yearStarted - buyingStarted) / 1000,
    yearSeconds: (ended - yearStarted) / 1000,
    peakMegabytes: Math.max(peak, process.memoryUsage().rss) / 1_048_576,
  };
}

console.log('Twelve months of the local Polar on its test clock, no endpoint listening');
const years: Year[] = [];
for (const subscriptions of [1_000, 10_000]) {
  const year = await runYear(subscriptions);
  years.push(year);
  const { orders, buyingSeconds, yearSeconds, peakMegabytes } = year;
  console.log(
    `  ${subscriptions} subscriptions, ${orders} orders: bought in ${buyingSeconds.toFixed(1)} s, ` +
      `the year in ${yearSeconds.toFixed(1)} s, at most ${peakMegabytes.toFixed(0)} MB`,
  );
}
const [small, large] = years;
if (small !== undefined && large !== undefined) {
  const ratio = large.yearSeconds / large.orders / (small.yearSeconds / small.orders);
  console.log(`  time per order, ten times as many against the fewer: ${ratio.toFixed(2)}`);
}
