import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { enterPortal, type Visitor } from './portal-support.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

const return_url = 'https://shop.example/account';

let rig: Rig;
let visitor: Visitor;
let customerId: string;
let made = 0;

beforeAll(async () => {
  rig = await startRig();
  await listenToAll(rig.polar);
});

afterAll(() => rig.close());

beforeEach(async () => {
  made += 1;
  const { id } = await rig.polar.customers.create({ email: `ada${made}@example.com` });
  customerId = id;
  visitor = await enterPortal(rig, id);
  await rig.takeTypes();
});

const portal = () => rig.polar.customerPortal.customers;

async function add(card: string, set_default = false) {
  const answer = await portal().addPaymentMethod(
    { confirmation_token_id: card, set_default, return_url },
    visitor,
  );
  if (answer.status !== 'succeeded') throw new Error(`The card was not added: ${answer.status}.`);
  return answer.payment_method;
}

async function cards(): Promise<string[]> {
  const { items } = await portal().listPaymentMethods({}, visitor);
  return items.map((one) =>
    'method_metadata' in one && 'last4' in one.method_metadata ? String(one.method_metadata.last4) : one.type,
  );
}

async function defaultCard(): Promise<string | null | undefined> {
  return (await portal().get(visitor)).default_payment_method_id;
}

describe('a card', () => {
  it('is the default when it is the first, or when that is asked for', async () => {
    const first = await add('ctoken_visa');
    expect(first).toMatchObject({
      processor: 'stripe',
      type: 'card',
      customer_id: customerId,
      method_metadata: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 },
    });
    expect(await defaultCard()).toBe(first.id);
    const second = await add('ctoken_visa_declined_later');
    expect(await defaultCard()).toBe(first.id);
    expect(await cards()).toEqual(['0341', '4242']);
    await add('ctoken_visa_declined_later', true);
    expect(await defaultCard()).toBe(second.id);
    expect(await cards()).toHaveLength(2);
  });

  it('is told of as a change of its customer', async () => {
    await add('ctoken_visa', true);
    expect(await rig.takeTypes()).toEqual(['customer.updated', 'customer.state_changed']);
  });

  it.each([
    ['ctoken_visa_declined', 'Your card was declined.'],
    ['ctoken_visa_insufficient_funds', 'Your card has insufficient funds.'],
    ['ctoken_visa_expired_card', 'Your card has expired.'],
    ['ctoken_visa_lost_card', 'Your card was declined.'],
  ])('that the bank refuses is not put on file: %s', async (token, reason) => {
    expect(await refusal(add(token))).toEqual({
      status: 400,
      error: {
        error: 'PaymentMethodSetupFailed',
        detail: `Could not add this payment method: ${reason} Please try again with a different card.`,
      },
    });
    expect(await cards()).toEqual([]);
  });

  it('that asks for 3-D Secure is put on file when its owner has confirmed it', async () => {
    const body = { confirmation_token_id: 'ctoken_visa_requires_action', set_default: true, return_url };
    const asked = await portal().addPaymentMethod(body, visitor);
    if (asked.status !== 'requires_action') throw new Error('Nobody was asked.');
    expect(await cards()).toEqual([]);
    const [setup_intent_id = ''] = asked.client_secret.split('_secret');
    const answer = await portal().confirmPaymentMethod({ setup_intent_id, set_default: true }, visitor);
    expect(answer).toMatchObject({
      status: 'succeeded',
      payment_method: { method_metadata: { last4: '3184' } },
    });
    expect(await cards()).toEqual(['3184']);
  });

  it('is confirmed only by who set it up', async () => {
    const body = { confirmation_token_id: 'ctoken_visa_requires_action', set_default: true, return_url };
    const asked = await portal().addPaymentMethod(body, visitor);
    const secret = 'client_secret' in asked ? asked.client_secret : '';
    const stranger = await enterPortal(
      rig,
      (await rig.polar.customers.create({ email: 'x@example.com' })).id,
    );
    for (const setup_intent_id of [secret.split('_secret')[0] ?? '', 'seti_nothing']) {
      expect(
        await refusal(portal().confirmPaymentMethod({ setup_intent_id, set_default: true }, stranger)),
      ).toMatchObject({
        status: 422,
        error: { detail: [{ loc: ['body', 'setup_intent_id'], msg: 'Invalid setup_intent_id.' }] },
      });
    }
  });
});

describe('the card that is removed', () => {
  it('is gone, and the newest of the others is charged from then on', async () => {
    const first = await add('ctoken_visa');
    const second = await add('ctoken_visa_declined_later', true);
    await portal().deletePaymentMethod(second.id, visitor);
    expect(await cards()).toEqual(['4242']);
    expect(await defaultCard()).toBe(first.id);
    await portal().deletePaymentMethod(first.id, visitor);
    expect(await cards()).toEqual([]);
    expect(await defaultCard()).toBeNull();
  });

  it('stays while it is the only one and a subscription needs it', async () => {
    const subscription = await subscribe(rig.polar, { email: 'needs@example.com' });
    visitor = await enterPortal(rig, subscription.customer_id);
    const [card] = (await portal().listPaymentMethods({}, visitor)).items;
    expect(await refusal(portal().deletePaymentMethod(card?.id ?? '', visitor))).toEqual({
      status: 400,
      error: {
        error: 'PaymentMethodInUseByActiveSubscription',
        detail:
          'Cannot delete payment method. It is currently used by active subscription and no alternative payment methods ',
      },
    });
    await rig.polar.subscriptions.revoke(subscription.id);
    await portal().deletePaymentMethod(card?.id ?? '', visitor);
    expect(await cards()).toEqual([]);
  });
});

describe('a new default card', () => {
  async function becomePastDue() {
    const subscription = await subscribe(rig.polar, {
      email: `late${made}@example.com`,
      product: seedProductIds.starter.month,
      token: 'ctoken_visa_declined_later',
    });
    await rig.emulator.clock.advance('P15D');
    visitor = await enterPortal(rig, subscription.customer_id);
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({ status: 'past_due' });
    await rig.takeTypes();
    return subscription.id;
  }

  it('pays at once what is past due', async () => {
    const id = await becomePastDue();
    await add('ctoken_visa', true);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'active', past_due_at: null });
    expect(await rig.takeTypes()).toEqual([
      'customer.updated',
      'order.updated',
      'order.paid',
      'subscription.updated',
      'subscription.active',
      'customer.state_changed',
    ]);
  });

  it('pays it too when it was on file already', async () => {
    const id = await becomePastDue();
    const { id: card } = await add('ctoken_visa', false);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'past_due' });
    await portal().update({ default_payment_method_id: card }, visitor);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'active' });
    const payments = await rig.polar.payments.list({ status: 'succeeded' });
    expect(payments.items[0]).toMatchObject({ trigger: 'retry_payment_method_update', amount: 2_900 });
  });
});
