import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { buy, confirm, fixed, monthly, once, open } from './checkout-support.ts';
import { type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const { month, year } = seedProductIds.starter;

function discount(options: object = {}) {
  const half = { name: 'Half off', type: 'percentage', basis_points: 5_000, duration: 'once', code: 'HALF' };
  return rig.polar.discounts.create({ ...half, ...options } as models.DiscountCreate);
}

/** The issue of a 422, as its place and its sentence. */
async function flaw(work: Promise<unknown>): Promise<string> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
}

const enter = ({ client_secret }: { client_secret: string }, discount_code: string | null) =>
  rig.polar.checkouts.clientUpdate(client_secret, { discount_code });

describe('a discount code', () => {
  it('is taken in any case, off the price and before the tax, and is counted when it is used', async () => {
    const { id } = await discount();
    const german = { country: 'DE' } as const;
    const checkout = await open(rig, month, { allow_trial: false, customer_billing_address: german });
    expect(checkout).toMatchObject({ discount_id: null, is_discount_applicable: true, total_amount: 3_451 });
    expect(await enter(checkout, ' half ')).toMatchObject({
      discount: { name: 'Half off', code: 'HALF' },
      amount: 2_900,
      discount_amount: 1_450,
      net_amount: 1_450,
      tax_amount: 276,
      total_amount: 1_726,
    });
    expect(await rig.polar.discounts.get(id)).toMatchObject({ redemptions_count: 0 });
    await confirm(rig, checkout);
    expect(await rig.polar.discounts.get(id)).toMatchObject({ redemptions_count: 1 });
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({ discount_id: id, discount_amount: 1_450, total_amount: 1_726 });
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    expect(subscription).toMatchObject({ discount_id: id, amount: 1_450 });
  });

  it('can be taken back by the buyer', async () => {
    await discount();
    const checkout = await open(rig, month);
    await enter(checkout, 'HALF');
    expect(await enter(checkout, null)).toMatchObject({ discount: null, discount_amount: 0 });
  });

  it('that does not exist, is over, is not yet, is used up or is for something else is all the same', async () => {
    await discount({ code: 'LATER', starts_at: '2027-02-01T00:00:00Z' });
    await discount({ code: 'OVER', ends_at: '2027-01-10T11:00:00Z' });
    await discount({ code: 'YEARLY', products: [year] });
    await discount({
      code: 'EUROS',
      type: 'fixed',
      basis_points: undefined,
      amounts: { eur: 100, usd: 100 },
    });
    await discount({ code: 'ONE', max_redemptions: 1 });
    const first = await open(rig, month);
    await enter(first, 'ONE');
    await confirm(rig, first);
    await rig.emulator.clock.advance('PT2H');
    const checkout = await open(rig, month, { customer_email: 'grace@example.com' });
    for (const code of ['NONE', 'LATER', 'OVER', 'YEARLY', 'ONE']) {
      expect(await flaw(enter(checkout, code))).toBe('discount_code: Discount does not exist.');
    }
    expect(await enter(checkout, 'EUROS')).toMatchObject({ discount_amount: 100 });
  });

  it('is ignored where the merchant allows none, who gave a discount that stays', async () => {
    await discount();
    const { id } = await discount({ code: null, basis_points: 1_000 });
    const checkout = await open(rig, month, { discount_id: id, allow_discount_codes: false });
    expect(checkout).toMatchObject({ discount_amount: 290, allow_discount_codes: false });
    expect(await enter(checkout, 'HALF')).toMatchObject({ discount_id: id, discount_amount: 290 });
    expect(await enter(checkout, null)).toMatchObject({ discount_id: id });
    expect(await rig.polar.checkouts.update(checkout.id, { discount_id: null })).toMatchObject({
      discount: null,
    });
  });

  it('is of no use for what is free', async () => {
    await discount();
    const free = await monthly(rig, 'Free', fixed(0));
    const checkout = await open(rig, free);
    expect(checkout).toMatchObject({ is_discount_applicable: false, is_free_product_price: true });
    expect(await flaw(enter(checkout, 'HALF'))).toBe(
      'discount_code: Discounts are not applicable to this product.',
    );
  });

  it('is dropped when another product is chosen that it is not for', async () => {
    await discount({ products: [month] });
    const checkout = await open(rig, month, { products: [month, year] });
    await enter(checkout, 'HALF');
    expect(
      await rig.polar.checkouts.clientUpdate(checkout.client_secret, { product_id: year }),
    ).toMatchObject({ discount: null, discount_amount: 0, amount: 29_000 });
  });

  it('that runs out while someone makes up their mind is refused at the end', async () => {
    await discount({ max_redemptions: 1 });
    const [ada, grace] = [
      await open(rig, month),
      await open(rig, month, { customer_email: 'grace@example.com' }),
    ];
    await enter(ada, 'HALF');
    await enter(grace, 'HALF');
    await confirm(rig, ada);
    expect(await flaw(confirm(rig, grace))).toBe('discount_id: Discount is no longer redeemable.');
    expect(await rig.polar.checkouts.get(grace.id)).toMatchObject({ status: 'open' });
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(1);
  });

  it('can be used by a person as often as it says, under whatever alias of their address', async () => {
    const book = await once(rig, 'Book', fixed(4_000));
    const { id } = await discount({ max_redemptions_per_customer: 1 });
    await buy(rig, book, { discount_id: id });
    const again = await open(rig, book, { customer_email: 'ada+again@example.com' });
    const limited = { status: 403, error: { error: 'DiscountRedemptionLimitReached' } };
    expect(await refusal(enter(again, 'HALF'))).toMatchObject(limited);
    const given = await open(rig, book, { customer_email: 'ada+more@example.com', discount_id: id });
    expect(await refusal(confirm(rig, given))).toMatchObject(limited);
    const grace = await open(rig, book, { customer_email: 'grace@example.com' });
    expect(await enter(grace, 'HALF')).toMatchObject({ total_amount: 2_000 });
  });

  it('of a hundred percent leaves nothing to pay, but a card for the renewals', async () => {
    await discount({ basis_points: 10_000 });
    const book = await once(rig, 'Book', fixed(4_000));
    const gift = await open(rig, book, { customer_billing_address: null });
    expect(await enter(gift, 'HALF')).toMatchObject({ total_amount: 0, is_payment_form_required: false });
    await rig.polar.checkouts.clientConfirm(gift.client_secret, {});
    const plan = await open(rig, month, { allow_trial: false });
    expect(await enter(plan, 'HALF')).toMatchObject({
      total_amount: 0,
      is_payment_required: false,
      is_payment_setup_required: true,
    });
    expect(await flaw(rig.polar.checkouts.clientConfirm(plan.client_secret, {}))).toBe(
      'confirmation_token_id: Confirmation token is required.',
    );
    await confirm(rig, plan);
    await rig.emulator.clock.advance('P1M');
    const { items } = await rig.polar.orders.list({ product_id: month });
    expect(items.map(({ total_amount }) => total_amount)).toEqual([2_900, 0]);
  });
});
