import type { models } from '@polar-sh/sdk/2026-10';

type Json = Record<string, unknown>;

/** Asks the emulator's API, as a merchant's server would. */
export type Ask = <Answer>(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Json,
  token?: string,
) => Promise<Answer>;

/** Who a preset is about. */
export interface Protagonist {
  name: string;
  email: string;
  external_id: string | null;
}

/** A purchase in a story. */
export interface Purchase {
  productId: string;
  /** Days of trial; none unless said. */
  trialDays?: number;
  seats?: number;
}

const address = {
  country: 'US',
  line1: '1 Main Street',
  city: 'Springfield',
  postal_code: '12345',
  state: 'IL',
};

/** What a preset is told with: the calls that a merchant's server and a customer make, on a clock that it moves. */
export class Story {
  readonly ask: Ask;
  readonly protagonist: Protagonist;
  /** Moves the clock on by an ISO 8601 duration; everything due on the way happens. */
  readonly wait: (isoDuration: string) => Promise<void>;

  constructor(ask: Ask, protagonist: Protagonist, wait: Story['wait']) {
    this.ask = ask;
    this.protagonist = protagonist;
    this.wait = wait;
  }

  /** A plan by the month: the first of the catalog, or one of its own where the catalog has none. */
  async monthlyPlan(): Promise<string> {
    const { items } = await this.ask<models.ListResourceProduct>(
      'GET',
      '/v1/products/?is_archived=false&sorting=created_at&limit=100',
    );
    const isPlan = (one: models.Product) =>
      one.recurring_interval === 'month' &&
      one.recurring_interval_count === 1 &&
      one.prices.some((price) => price.amount_type === 'fixed' && price.price_amount > 0);
    const found = items.find(isPlan);
    if (found !== undefined) return found.id;
    return this.createProduct('Plan', 'month', { amount_type: 'fixed', price_amount: 2_900 });
  }

  /** Makes a product with one price, in the organization's own currency, which no preset names. */
  async createProduct(
    name: string,
    recurring_interval: models.RecurringInterval,
    price: Json,
  ): Promise<string> {
    const { items } = await this.ask<models.ListResourceOrganization>('GET', '/v1/organizations/');
    const price_currency = items[0]?.default_presentment_currency ?? 'usd';
    const body = { name, recurring_interval, prices: [{ ...price, price_currency }] };
    return (await this.ask<models.Product>('POST', '/v1/products/', body)).id;
  }

  /** Has the protagonist buy something with a card that pays. */
  async buy({
    productId,
    trialDays,
    seats,
  }: Purchase): Promise<{ customer_id: string; subscription_id: string }> {
    const { email, name, external_id } = this.protagonist;
    const checkout = await this.ask<models.Checkout>('POST', '/v1/checkouts/', {
      products: [productId],
      customer_email: email,
      customer_name: name,
      external_customer_id: external_id,
      customer_billing_name: name,
      customer_billing_address: address,
      ...(trialDays === undefined
        ? { allow_trial: false }
        : { trial_interval: 'day', trial_interval_count: trialDays }),
      ...(seats === undefined ? {} : { seats }),
    });
    const confirm = `/v1/checkouts/client/${checkout.client_secret}/confirm`;
    await this.ask('POST', confirm, { confirmation_token_id: 'ctoken_visa' });
    const { items } = await this.ask<models.ListResourceSubscription>('GET', '/v1/subscriptions/?limit=100');
    const bought = items.find(({ checkout_id }) => checkout_id === checkout.id);
    if (bought === undefined) throw new Error('floe-billing: nothing was bought.');
    return { customer_id: bought.customer_id, subscription_id: bought.id };
  }

  /** Changes a subscription, as the merchant. */
  async change(subscriptionId: string, change: Json): Promise<void> {
    await this.ask('PATCH', `/v1/subscriptions/${subscriptionId}`, change);
  }

  /** Has a customer put a card on file that is accepted, and declined whenever it is charged. */
  async replaceCardByOneThatFails(customerId: string): Promise<void> {
    const { token } = await this.ask<models.CustomerSession>('POST', '/v1/customer-sessions/', {
      customer_id: customerId,
    });
    const card = {
      confirmation_token_id: 'ctoken_visa_declined_later',
      set_default: true,
      return_url: 'http://localhost/',
    };
    await this.ask('POST', '/v1/customer-portal/customers/me/payment-methods', card, token);
  }
}
