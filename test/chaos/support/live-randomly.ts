import { createPolar } from '@polar-sh/sdk/2026-10';
import { onTestFinished } from 'vitest';
import { createEmulator, type Emulator, seedProductIds } from '../../../src/emulator/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../../src/polar/webhooks/read-event.ts';
import { payCheckout } from '../../../src/sandbox/pay-checkout.ts';
import type { Random } from '../../emulator/fuzz/random.ts';

export const WEBHOOK_URL = 'https://app.test/api/billing/webhooks/polar';

/** An event as it was sent, to be delivered by the test. */
export interface HeldEvent {
  id: string;
  body: Uint8Array<ArrayBuffer>;
}

/** A local Polar whose events are kept instead of delivered. */
export interface HeldPolar {
  emulator: Emulator;
  baseUrl: string;
  secret: string;
  /** What it has told so far, by id. */
  sent: ReadonlyMap<string, HeldEvent>;
}

/** Opens one that nobody has bought anything from. It ends with the test. */
export async function openHeldPolar(): Promise<HeldPolar> {
  const sent = new Map<string, HeldEvent>();
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: '2027-01-01T09:00:00Z' },
    send: async (request) => {
      const id = request.headers.get('webhook-id') ?? '';
      sent.set(id, { id, body: new Uint8Array(await request.arrayBuffer()) });
      return new Response(null, { status: 202 });
    },
  });
  onTestFinished(() => emulator.close());
  const { url: baseUrl } = await emulator.listen();
  const polar = createPolar({ accessToken: emulator.accessToken, baseUrl });
  const { secret } = await polar.webhooks.createWebhookEndpoint({
    url: WEBHOOK_URL,
    format: 'raw',
    events: [...MIRRORED_EVENT_TYPES],
  });
  return { emulator, baseUrl, secret, sent };
}

/**
 * Lives of customers until there are `count` events: they buy, give seats away, use what is counted, fail to pay, are
 * renamed, cancel, lose what they have, get money back, are deleted; and what is sold comes and goes.
 */
export async function liveRandomly(
  { emulator, baseUrl, sent }: HeldPolar,
  count: number,
  random: Random,
): Promise<HeldEvent[]> {
  const polar = createPolar({ accessToken: emulator.accessToken, baseUrl });
  const shop = await openShop(polar);

  for (let number = 0; sent.size < count; number += 1) {
    const { id } = await polar.customers.create({
      type: 'individual',
      external_id: `user_${number}`,
      name: `Customer ${number}`,
      email: `customer-${number}@somewhere.example`,
    });
    const productId = random.pick(shop.products);
    const checkout = await polar.checkouts.create({
      products: [productId],
      customer_id: id,
      ...(productId === shop.team ? { seats: 2 } : {}),
    });
    await payCheckout(checkout.url, { card: random.chance(0.3) ? 'declined_later' : 'pays' });
    if (random.chance(0.3)) await polar.customers.update(id, { name: `Renamed ${number}` });
    const [subscription] = (await polar.subscriptions.list({ customer_id: [id] })).items;
    const [order] = (await polar.orders.list({ customer_id: [id] })).items;
    if (subscription?.product_id === shop.team) {
      const { id: seat } = await polar.customerSeats.assignSeat({
        subscription_id: subscription.id,
        email: `colleague-${number}@somewhere.example`,
      });
      if (random.chance(0.5)) await polar.customerSeats.revokeSeat(seat);
    }
    if (random.chance(0.3)) {
      await polar.events.ingest({ events: [{ name: 'call', customer_id: id, metadata: {} }] });
    }
    if (random.chance(0.3)) await sellAnew(polar, number, random);
    if (subscription !== undefined && random.chance(0.3)) {
      await polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    }
    if (subscription !== undefined && random.chance(0.1)) {
      await polar.subscriptions.update(subscription.id, { revoke: true });
    }
    if (order !== undefined && order.refundable_amount > 1 && random.chance(0.2)) {
      const amount = 1 + random.below(order.refundable_amount - 1);
      await polar.refunds.create({ order_id: order.id, reason: 'other', amount });
    }
    if (random.chance(0.05)) await polar.customers.delete(id);
    if (number % 10 === 9) await emulator.clock.advance('P10D');
    await emulator.settled();
  }
  return [...sent.values()];
}

type Polar = ReturnType<typeof createPolar>;

/** Two plans with a benefit and one that is sold by the seat, and something that is counted. */
async function openShop(polar: Polar): Promise<{ products: string[]; team: string }> {
  const { id: benefit } = await polar.benefits.create({
    type: 'custom',
    description: 'Chat',
    properties: {},
  });
  const { id: team } = await polar.products.create({
    name: 'Team',
    recurring_interval: 'month',
    prices: [
      {
        amount_type: 'seat_based',
        seat_tiers: { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 1_000 }] },
      },
    ],
  });
  const products = [seedProductIds.starter.month, seedProductIds.professional.month, team];
  for (const id of products) await polar.products.updateBenefits(id, { benefits: [benefit] });
  await polar.meters.create({
    name: 'Calls',
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'call' }] },
    aggregation: { func: 'count' },
  });
  return { products, team };
}

/** A discount and a benefit, each of which may be changed and may go again. */
async function sellAnew(polar: Polar, number: number, random: Random): Promise<void> {
  const discount = await polar.discounts.create({
    name: `Offer ${number}`,
    type: 'percentage',
    basis_points: 1_000,
    duration: 'once',
  });
  if (random.chance(0.5)) await polar.discounts.update(discount.id, { name: `Better offer ${number}` });
  if (random.chance(0.5)) await polar.discounts.delete(discount.id);
  const benefit = await polar.benefits.create({
    type: 'custom',
    description: `Extra ${number}`,
    properties: {},
  });
  if (random.chance(0.5)) await polar.benefits.delete(benefit.id);
}
