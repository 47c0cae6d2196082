import type { models } from '@polar-sh/sdk/2026-10';
import { address, listenToAll, type Rig, startRig } from '../support.ts';
import { type Catalog, type Currency, createCatalog, type Offer } from './catalog.ts';

/** The numbers of test cards, by what they do when they are charged. */
export const cards = {
  pays: '4242424242424242',
  isDeclined: '4000000000000341',
  hasTooLittle: '4000000000009995',
  isLost: '4000000000009987',
  wantsItsOwner: '4000002760003184',
} as const;
export type Card = keyof typeof cards;

/** How a story begins for a customer. */
export interface Start {
  currency?: Currency;
  country?: 'US' | 'DE' | 'JP';
  /** How many seats or units. */
  quantity?: number;
}

/** An emulator with something to sell, told about in few words. */
export interface Story extends Rig {
  catalog: Catalog;
  /** Moves the clock to an instant; a day alone is its midnight. */
  until(instant: string): Promise<void>;
  /** Buys an offer for a new customer, who is charged at once. */
  buys(offer: Offer, start?: Start): Promise<models.Subscription>;
  /** Changes a subscription. */
  change(subscription: Of, update: models.SubscriptionUpdate): Promise<models.Subscription>;
  /** Gives its customer another card. */
  putsCard(subscription: Pick<models.Subscription, 'customer_id'>, card: Card): Promise<void>;
  /** A subscription as it is now. */
  now(subscription: Of): Promise<models.Subscription>;
  /** The orders of a subscription, oldest first. */
  ordersOf(subscription: Of): Promise<models.Order[]>;
  /** The newest order of a subscription. */
  lastOrderOf(subscription: Of): Promise<models.Order>;
  /** What a customer has on balance in a currency, in minor units; less than nothing is owed. */
  balanceOf(subscription: Pick<models.Subscription, 'customer_id' | 'currency'>): Promise<number>;
}

/** A subscription, of which the id is enough. */
type Of = Pick<models.Subscription, 'id'>;

/** The lines of an order: label and amount. */
export const linesOf = (order: Pick<models.Order, 'items'>) =>
  order.items.map(({ label, amount }) => [label, amount]);

/** The amounts of an order's lines. */
export const amountsOf = (order: Pick<models.Order, 'items'>) => order.items.map(({ amount }) => amount);

/** Starts a story at an instant, with every proration behaviour allowed. */
export async function startStory(from: string): Promise<Story> {
  const rig = await startRig({ clock: { mode: 'frozen', now: from } });
  const { polar } = rig;
  const catalog = await createCatalog(polar);
  const [organization] = (await polar.organizations.list()).items;
  // A preview that the SDK's body of this operation does not know yet.
  const feature_settings = { reset_proration_behavior_enabled: true };
  await rig.call(`/v1/organizations/${organization?.id}`, { feature_settings }, 'PATCH');
  let customers = 0;
  const ordersOf = async ({ id }: Of) => {
    const { items } = await polar.orders.list({ limit: 100, sorting: ['created_at'] });
    return items.filter((one) => one.subscription_id === id);
  };
  return {
    ...rig,
    catalog,
    until: (instant) =>
      rig.emulator.clock.advanceTo(instant.length === 10 ? `${instant}T00:00:00Z` : instant),
    async buys(offer, { currency = 'usd', country = 'US', quantity = 1 } = {}) {
      customers += 1;
      const checkout = await polar.checkouts.create({
        products: [catalog[offer]],
        customer_email: `customer-${customers}@example.com`,
        customer_billing_name: 'Ada Lovelace',
        customer_billing_address: { ...address, country },
        allow_trial: false,
        currency,
        ...(offer === 'team' ? { seats: quantity } : {}),
        ...(offer === 'calls' ? { units: quantity } : {}),
      });
      const card = { confirmation_token_id: 'ctoken_visa' };
      await polar.checkouts.clientConfirm(checkout.client_secret, card);
      const { customer_id } = await polar.checkouts.get(checkout.id);
      const [subscription] = (await polar.subscriptions.list({ customer_id })).items;
      if (subscription === undefined) throw new Error('The checkout made no subscription.');
      return subscription;
    },
    change: ({ id }, update) => polar.subscriptions.update(id, update),
    async putsCard({ customer_id }, card) {
      await rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number: cards[card] });
    },
    now: ({ id }) => polar.subscriptions.get(id),
    ordersOf,
    async lastOrderOf(subscription) {
      const order = (await ordersOf(subscription)).at(-1);
      if (order === undefined) throw new Error('The subscription has no order.');
      return order;
    },
    async balanceOf({ customer_id, currency }) {
      const { json } = await rig.call('/_emulator/state');
      const { customers: rows } = json as {
        customers: { id: string; balances: Record<string, number> }[];
      };
      return rows.find(({ id }) => id === customer_id)?.balances[currency] ?? 0;
    },
  };
}

/** Starts a story whose webhooks are listened to. */
export async function startHeardStory(from: string): Promise<Story> {
  const story = await startStory(from);
  await listenToAll(story.polar);
  return story;
}
