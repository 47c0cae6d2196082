import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import {
  BillingError,
  type BillingErrorCode,
  type Catalog,
  type Checkout,
  type Instant,
  type Plan,
  type PlanPrice,
} from '../../core/index.ts';
import { checkedAdapter } from './checked-adapter.ts';
import type { BillingAdapterSubject, ConformanceCard, ConformancePerson } from './subject.ts';

/** Where checkouts send a person back to. */
export const RETURN_PATH = '/settings/billing';

/** A new person's intent: the options of a command. */
export function intent(): { idempotencyKey: string } {
  return { idempotencyKey: crypto.randomUUID() };
}

/** A person's adapter, with every answer checked against the contract. */
export function as(subject: BillingAdapterSubject, person: ConformancePerson): BillingAdapter {
  return checkedAdapter(subject.adapterFor(person));
}

/** Fails unless the work is refused with one of the given codes. */
export async function assertRefused(
  work: Promise<unknown>,
  ...codes: readonly BillingErrorCode[]
): Promise<BillingError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error !== null, `it was not refused; expected ${codes.join(' or ')}`);
  if (!BillingError.is(error)) throw error;
  assert.ok(codes.includes(error.code), `it was refused with ${error.code}; expected ${codes.join(' or ')}`);
  return error;
}

/** Fails unless both are instants, and the same one: one instant may be spelled with more or fewer zeros. */
export function assertSameInstant(
  actual: Instant | null | undefined,
  expected: Instant | null | undefined,
): void {
  assert.ok(
    typeof actual === 'string' && typeof expected === 'string',
    `${actual} and ${expected} are no instants`,
  );
  assert.equal(Date.parse(actual), Date.parse(expected));
}

/** Reads again until the answer is as wanted, or half a minute has passed. */
export async function until<Answer>(
  read: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  what: string,
): Promise<Answer> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    const answer = await read();
    if (isWanted(answer)) return answer;
    assert.ok(
      performance.now() < giveUpAt,
      `${what} never came; the last answer was ${JSON.stringify(answer)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The plans that can be bought, lowest rank first. */
export function soldPlans(catalog: Catalog): [Plan, Plan, ...Plan[]] {
  const [lower, higher, ...others] = catalog.plans.filter(({ prices }) => prices.length > 0);
  assert.ok(lower !== undefined && higher !== undefined, 'the catalog sells fewer than two plans');
  return [lower, higher, ...others];
}

/** A plan's price for an interval. */
export function priceOf(plan: Plan, interval: PlanPrice['interval']): PlanPrice {
  const price = plan.prices.find((one) => one.interval === interval);
  assert.ok(price !== undefined, `plan ${plan.id} has no price by the ${interval}`);
  return price;
}

/** Ids of the prices most cases need: a lower and a higher plan by the month. */
export async function monthlyPrices(adapter: BillingAdapter): Promise<{ lower: string; higher: string }> {
  const [lower, higher] = soldPlans(await adapter.getCatalog({}));
  return { lower: priceOf(lower, 'month').id, higher: priceOf(higher, 'month').id };
}

/** Starts a checkout, pays it, and waits until the subscription is there. */
export async function buy(
  subject: BillingAdapterSubject,
  person: ConformancePerson,
  { priceId, card = 'pays' }: { priceId: string; card?: ConformanceCard },
): Promise<Checkout> {
  const adapter = as(subject, person);
  const checkout = await adapter.startCheckout({ priceId, returnPath: RETURN_PATH }, intent());
  assert.ok(checkout.url !== null, 'an open checkout has no page');
  await subject.payCheckout(checkout.url, card);
  const done = await until(
    () => adapter.getCheckout({ checkoutId: checkout.id }),
    ({ status }) => status === 'succeeded',
    'the success of a paid checkout',
  );
  await subject.settled();
  return done;
}

/** Which of the two monthly plans is bought. */
export interface SubscribeOptions {
  plan?: 'lower' | 'higher' | undefined;
  card?: ConformanceCard | undefined;
}

/** The owner buys a monthly plan: a trial begins. */
export async function subscribe(
  subject: BillingAdapterSubject,
  { plan = 'lower', card = 'pays' }: SubscribeOptions = {},
): Promise<{ lower: string; higher: string }> {
  const prices = await monthlyPrices(as(subject, 'owner'));
  await buy(subject, 'owner', { priceId: prices[plan], card });
  return prices;
}

/** The owner buys a monthly plan and its trial passes: the first month is charged. */
export async function subscribeAndPay(
  subject: BillingAdapterSubject,
  options: SubscribeOptions = {},
): Promise<{ lower: string; higher: string }> {
  const prices = await subscribe(subject, options);
  const { subscription, asOf } = await as(subject, 'owner').getBilling({});
  assert.ok(subscription !== null && subscription.trialEnd !== null, 'a bought plan has no trial');
  const seconds = Math.ceil((Date.parse(subscription.trialEnd) - Date.parse(asOf)) / 1000);
  await subject.advance(`PT${seconds + 60}S`);
  await subject.settled();
  return prices;
}
