import fc from 'fast-check';
import type { World } from './world.ts';

/*
 * What can happen in a life: every kind of change a merchant, a customer, a bank and the time can bring about. A step
 * names what it is about by a number, which is taken modulo what there is, so that every sequence of steps can be played.
 */

const tokens = [
  'ctoken_visa',
  'ctoken_visa',
  'ctoken_visa',
  'ctoken_visa_declined_later',
  'ctoken_visa_declined',
  'ctoken_visa_lost_card',
  'ctoken_visa_requires_action',
] as const;

const cardNumbers = [
  '4242424242424242',
  '4242424242424242',
  '4000000000000002',
  '4000000000009995',
  '4000000000009987',
  '4000002760003184',
] as const;

const behaviors = ['invoice', 'prorate', 'next_period', 'reset', undefined] as const;

const which = fc.nat({ max: 9_999 });
const behavior = fc.constantFrom(...behaviors);
const quantity = fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 90, max: 130 }));
const days = fc.integer({ min: 1, max: 40 });

const kinds = {
  buys: fc.record({
    product: which,
    customer: fc.option(which, { nil: null }),
    token: fc.constantFrom(...tokens),
    trial: fc.boolean(),
    country: fc.constantFrom('US', 'DE', 'JP'),
    currency: fc.constantFrom('usd', 'usd', 'jpy'),
    quantity,
    discount: fc.option(which, { nil: null }),
    confirms: fc.integer({ min: 0, max: 9 }),
  }),
  changesProduct: fc.record({ subscription: which, product: which, behavior }),
  changesSeats: fc.record({ subscription: which, quantity, behavior }),
  changesUnits: fc.record({ subscription: which, quantity, behavior }),
  changesDiscount: fc.record({ subscription: which, discount: fc.option(which, { nil: null }) }),
  cancels: fc.record({ subscription: which, on: fc.boolean() }),
  revokes: fc.record({ subscription: which, asks: fc.constantFrom('PATCH', 'DELETE') }),
  pauses: fc.record({ subscription: which, on: fc.boolean(), until: fc.option(days, { nil: null }) }),
  resumes: fc.record({ subscription: which }),
  drops: fc.record({ subscription: which }),
  movesTrial: fc.record({ subscription: which, days: fc.option(days, { nil: null }) }),
  movesPeriod: fc.record({ subscription: which, days }),
  putsCard: fc.record({ customer: which, number: fc.constantFrom(...cardNumbers) }),
  refunds: fc.record({ order: which, share: fc.integer({ min: 1, max: 100 }) }),
  disputes: fc.record({
    order: which,
    total: fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: null }),
    ends: fc.constantFrom('won', 'lost', 'prevented', 'under_review'),
  }),
  authenticates: fc.record({ order: which, succeeded: fc.boolean() }),
  visits: fc.record({
    customer: which,
    does: fc.constantFrom('pays', 'addsCard', 'cancels', 'goesOn', 'changesPlan', 'changesSeats', 'revokes'),
    about: which,
    token: fc.constantFrom(...tokens),
    quantity,
  }),
  uses: fc.record({ customer: which, times: fc.integer({ min: 1, max: 30 }) }),
  passes: fc.record({
    duration: fc.oneof(
      fc.integer({ min: 1, max: 47 }).map((hours) => `PT${hours}H`),
      days.map((count) => `P${count}D`),
      fc.integer({ min: 1, max: 4_000_000 }).map((seconds) => `PT${seconds}S`),
    ),
  }),
} as const;

type Kind = keyof typeof kinds;
type Values = { [Name in Kind]: (typeof kinds)[Name] extends fc.Arbitrary<infer Value> ? Value : never };

/** One thing that happens. */
export type Step = { [Name in Kind]: { kind: Name } & Values[Name] }[Kind];

const weights: Partial<Record<Kind, number>> = {
  buys: 3,
  changesProduct: 3,
  passes: 6,
  visits: 2,
  putsCard: 2,
};

/** Anything that can happen. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(kinds).map(([kind, values]) => ({
    weight: weights[kind as Kind] ?? 1,
    // Each kind is paired with its own values, which the types cannot follow through the list.
    arbitrary: (values as fc.Arbitrary<object>).map((value) => ({ kind, ...value }) as Step),
  })),
);

/** A change of product, seats or units: what can be previewed. */
export const changeSteps: fc.Arbitrary<Step> = anyStep.filter(
  ({ kind }) => kind.startsWith('changes') && kind !== 'changesDiscount',
);

/** A life: a purchase, so that there is something to change, and what comes then. @param length the most steps. */
export const anyLife = (length: number): fc.Arbitrary<Step[]> =>
  fc
    .tuple(
      kinds.buys.map((values): Step => ({ kind: 'buys', ...values, token: 'ctoken_visa', confirms: 1 })),
      // From one step on, so that a life that shows a flaw can be cut down to what matters.
      fc.array(anyStep, { minLength: 1, maxLength: length - 1, size: 'max' }),
    )
    .map(([first, rest]) => [first, ...rest]);

function pick(ids: readonly string[], index: number): string | null {
  return ids[index % Math.max(1, ids.length)] ?? null;
}

const NOTHING = 'f10e0009-0000-4000-8000-000000000009';

/** What a step asks for, when it is a change of a subscription by the merchant. */
export function toUpdate(world: World, step: Step): { id: string; body: Record<string, unknown> } | null {
  if (!('subscription' in step)) return null;
  const id = pick(world.ids('subscription'), step.subscription);
  if (id === null) return null;
  const later = (count: number) =>
    new Date(Date.parse(world.emulator.now()) + count * 86_400_000).toISOString();
  const by = 'behavior' in step && step.behavior !== undefined ? { proration_behavior: step.behavior } : {};
  switch (step.kind) {
    case 'changesProduct':
      return { id, body: { product_id: pick(world.shelf.products, step.product), ...by } };
    case 'changesSeats':
      return { id, body: { seats: step.quantity, ...by } };
    case 'changesUnits':
      return { id, body: { units: step.quantity, ...by } };
    case 'changesDiscount':
      return {
        id,
        body: { discount_id: step.discount === null ? null : pick(world.shelf.discounts, step.discount) },
      };
    case 'cancels':
      return { id, body: { cancel_at_period_end: step.on } };
    case 'revokes':
      return { id, body: { revoke: true } };
    case 'pauses':
      return {
        id,
        body: {
          pause_at_period_end: step.on,
          ...(step.until === null || !step.on ? {} : { resumes_at: later(step.until + 31) }),
        },
      };
    case 'resumes':
      return { id, body: { resume: true } };
    case 'drops':
      return { id, body: { pending_update: null } };
    case 'movesTrial':
      return { id, body: { trial_end: step.days === null ? 'now' : later(step.days) } };
    case 'movesPeriod':
      return { id, body: { current_billing_period_end: later(step.days) } };
  }
}

async function buy(world: World, step: Extract<Step, { kind: 'buys' }>): Promise<void> {
  const known = step.customer === null ? null : pick(world.ids('customer'), step.customer);
  const product = pick(world.shelf.products, step.product) ?? NOTHING;
  const index = world.shelf.products.indexOf(product);
  const { json } = await world.ask('POST', '/v1/checkouts/', {
    products: [product],
    ...(known === null
      ? { customer_email: `customer-${world.ids('customer').length}@example.com` }
      : { customer_id: known }),
    allow_trial: step.trial,
    currency: step.currency,
    customer_billing_name: 'Ada Lovelace',
    customer_billing_address: {
      country: step.country,
      // Polar asks for it of Americans.
      ...(step.country === 'US' ? { state: 'IL' } : {}),
      line1: '1 Main Street',
      city: 'Springfield',
      postal_code: '1',
    },
    ...(step.discount === null ? {} : { discount_id: pick(world.shelf.discounts, step.discount) }),
    ...(index === 7 ? { seats: step.quantity } : {}),
    ...(index === 8 ? { units: step.quantity } : {}),
  });
  const { client_secret } = (json ?? {}) as { client_secret?: string };
  if (client_secret === undefined || step.confirms === 0) return;
  await world.ask('POST', `/v1/checkouts/client/${client_secret}/confirm`, {
    confirmation_token_id: step.token,
  });
}

async function visit(world: World, step: Extract<Step, { kind: 'visits' }>): Promise<void> {
  const customer_id = pick(world.ids('customer'), step.customer);
  if (customer_id === null) return;
  const opened = await world.ask('POST', '/v1/customer-sessions/', { customer_id });
  const { token } = (opened.json ?? {}) as { token?: string };
  if (token === undefined) return;
  const portal = '/v1/customer-portal';
  const subscription = `${portal}/subscriptions/${pick(world.ids('subscription'), step.about)}`;
  const body = { confirmation_token_id: step.token };
  switch (step.does) {
    case 'pays':
      await world.ask(
        'POST',
        `${portal}/orders/${pick(world.ids('order'), step.about)}/confirm-payment`,
        body,
        token,
      );
      return;
    case 'addsCard':
      await world.ask(
        'POST',
        `${portal}/customers/me/payment-methods`,
        { ...body, set_default: step.about % 2 === 0, return_url: 'http://localhost/' },
        token,
      );
      return;
    case 'cancels':
      await world.ask('DELETE', subscription, undefined, token);
      return;
    case 'goesOn':
      await world.ask('PATCH', subscription, { cancel_at_period_end: false }, token);
      return;
    case 'changesPlan':
      await world.ask(
        'PATCH',
        subscription,
        { product_id: pick(world.shelf.products, step.quantity) },
        token,
      );
      return;
    case 'changesSeats':
      await world.ask('PATCH', subscription, { seats: step.quantity }, token);
      return;
    case 'revokes':
      await world.ask('POST', `${subscription}/revoke`, {}, token);
      return;
  }
}

async function refund(world: World, step: Extract<Step, { kind: 'refunds' }>): Promise<void> {
  const order_id = pick(world.ids('order'), step.order);
  if (order_id === null) return;
  const { json } = await world.ask('GET', `/v1/orders/${order_id}`);
  const { refundable_amount } = json as { refundable_amount: number };
  const amount = Math.ceil((refundable_amount * step.share) / 100);
  await world.ask('POST', '/v1/refunds/', { order_id, amount, reason: 'customer_request' });
}

/** Lets one thing happen; what is refused changes nothing. */
export async function play(world: World, step: Step): Promise<void> {
  if (step.kind === 'revokes' && step.asks === 'DELETE') {
    await world.ask('DELETE', `/v1/subscriptions/${pick(world.ids('subscription'), step.subscription)}`);
    return;
  }
  const update = toUpdate(world, step);
  if (update !== null) await world.ask('PATCH', `/v1/subscriptions/${update.id}`, update.body);
  if (step.kind === 'buys') await buy(world, step);
  if (step.kind === 'visits') await visit(world, step);
  if (step.kind === 'refunds') await refund(world, step);
  if (step.kind === 'passes') await world.pass(step.duration);
  if (step.kind === 'putsCard') {
    const id = pick(world.ids('customer'), step.customer);
    await world.ask('POST', `/_emulator/customers/${id}/payment-method`, { number: step.number });
  }
  if (step.kind === 'uses') {
    const customer_id = pick(world.ids('customer'), step.customer);
    const events = Array.from({ length: step.times }, () => ({ name: 'use', customer_id }));
    await world.ask('POST', '/v1/events/ingest', { events });
  }
  if (step.kind === 'authenticates') {
    const id = pick(world.ids('order'), step.order);
    await world.ask('POST', `/_emulator/orders/${id}/authentication`, { succeeded: step.succeeded });
  }
  if (step.kind === 'disputes') {
    const id = pick(world.ids('order'), step.order);
    const { json, status } = await world.ask('POST', `/_emulator/orders/${id}/dispute`, {
      total: step.total,
    });
    if (status === 201) {
      await world.ask('POST', `/_emulator/disputes/${(json as { id: string }).id}`, { status: step.ends });
    }
  }
}
