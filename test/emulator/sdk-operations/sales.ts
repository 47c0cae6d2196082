import { expect } from 'vitest';
import { address, refusal } from '../support.ts';
import type { Drives } from './drive.ts';
import { products, type World } from './world.ts';

const buyer = {
  customer_email: 'ada@example.com',
  customer_billing_name: 'Ada Lovelace',
  customer_billing_address: address,
} as const;
const made = { status: 'open', amount: 2_900, currency: 'usd', customer_email: null } as const;

const makeCheckout = ({ polar }: World) => polar.checkouts.create({ products: [products.starter] });

export const checkouts = {
  async 'checkouts.list'(list, world) {
    await makeCheckout(world);
    expect((await list({ status: 'open' })).items).toMatchObject([made]);
  },
  async 'checkouts.create'(create) {
    expect(await create({ products: [products.starter] })).toMatchObject(made);
  },
  async 'checkouts.get'(get, world) {
    expect(await get((await makeCheckout(world)).id)).toMatchObject(made);
  },
  async 'checkouts.update'(update, world) {
    const { id } = await makeCheckout(world);
    expect(await update(id, { customer_email: 'ada@example.com' })).toMatchObject({
      ...made,
      customer_email: 'ada@example.com',
    });
  },
  async 'checkouts.clientGet'(get, world) {
    expect(await get((await makeCheckout(world)).client_secret)).toMatchObject(made);
  },
  async 'checkouts.clientUpdate'(update, world) {
    const { client_secret } = await makeCheckout(world);
    expect(await update(client_secret, { product_id: products.starter, ...buyer })).toMatchObject({
      status: 'open',
      customer_email: 'ada@example.com',
    });
  },
  async 'checkouts.clientConfirm'(confirm, world) {
    const { client_secret } = await makeCheckout(world);
    const body = { ...buyer, confirmation_token_id: 'ctoken_visa' };
    expect(await confirm(client_secret, body)).toMatchObject({ status: 'confirmed' });
  },
} satisfies Drives;

const starter = { status: 'active', amount: 2_900, product_id: products.starter } as const;

export const subscriptions = {
  async 'subscriptions.list'(list, { buy }) {
    await buy();
    expect((await list({ active: true })).items).toMatchObject([starter]);
  },
  async 'subscriptions.create'(create, { polar, makeAda }) {
    const { id: customer_id } = await makeAda();
    const { id: product_id } = await polar.products.create({
      name: 'Free',
      recurring_interval: 'month',
      prices: [{ amount_type: 'fixed', price_amount: 0, price_currency: 'usd' }],
    });
    expect(await create({ product_id, customer_id })).toMatchObject({ status: 'active', amount: 0 });
  },
  async 'subscriptions.export'(exportAll, { buy }) {
    await buy();
    expect((await exportAll({ columns: ['email', 'amount'] })).split('\r\n')).toEqual([
      'Email,Amount',
      'ada@example.com,29.0',
      '',
    ]);
  },
  async 'subscriptions.get'(get, { buy }) {
    expect(await get((await buy()).id)).toMatchObject(starter);
  },
  async 'subscriptions.update'(update, { buy }) {
    const { id } = await buy();
    expect(await update(id, { cancel_at_period_end: true })).toMatchObject({
      ...starter,
      ends_at: '2027-02-10T10:00:00Z',
    });
  },
  async 'subscriptions.revoke'(revoke, { buy }) {
    expect(await revoke((await buy()).id)).toMatchObject({
      status: 'canceled',
      ended_at: '2027-01-10T10:00:00Z',
    });
  },
} satisfies Drives;

const paid = { status: 'paid', total_amount: 2_900, billing_reason: 'subscription_create' } as const;

/** What a customer with a card on file is to be charged for, by an organization that may. */
async function offSession({ polar, call, buy }: World) {
  const [organization] = (await polar.organizations.list()).items;
  const feature_settings = { off_session_charges_enabled: true };
  // Polar's staff sets the flag: the SDK does not know it, and the emulator takes it.
  await call(`/v1/organizations/${organization?.id}`, { feature_settings }, 'PATCH');
  const { customer_id } = await buy();
  const price = { amount_type: 'fixed', price_amount: 1_500, price_currency: 'usd' } as const;
  const { id: product_id } = await polar.products.create({ name: 'Report', prices: [price] });
  return { customer_id, product_id };
}

export const orders = {
  async 'orders.list'(list, { buyOrder }) {
    await buyOrder();
    expect((await list()).items).toMatchObject([paid]);
  },
  async 'orders.create'(create, world) {
    expect(await create(await offSession(world))).toMatchObject({ status: 'draft', total_amount: 1_500 });
  },
  async 'orders.finalize'(finalize, world) {
    const { id } = await world.polar.orders.create(await offSession(world));
    expect(await finalize(id, {})).toMatchObject({ status: 'paid', billing_reason: 'purchase' });
  },
  async 'orders.export'(exportAll, { buyOrder }) {
    await buyOrder();
    expect((await exportAll({ columns: ['total_amount', 'status'] })).split('\r\n')[1]).toBe('29.0,paid');
  },
  async 'orders.get'(get, { buyOrder }) {
    expect(await get(await buyOrder())).toMatchObject(paid);
  },
  async 'orders.update'(update, { buyOrder }) {
    expect(await update(await buyOrder(), { billing_name: 'Ada Ltd' })).toMatchObject({
      ...paid,
      billing_name: 'Ada Ltd',
    });
  },
  async 'orders.generateInvoice'(generateInvoice, { buyOrder }) {
    expect(await generateInvoice(await buyOrder())).toBeNull();
  },
  async 'orders.invoice'(invoice, { polar, emulator, buyOrder }) {
    const id = await buyOrder();
    await polar.orders.generateInvoice(id);
    expect((await refusal(invoice(id))).status).toBe(404);
    await emulator.settled();
    expect((await invoice(id)).url).toContain(`/documents/invoice/${id}.pdf`);
  },
  async 'orders.receipt'(receipt, { buyOrder }) {
    const id = await buyOrder();
    expect((await receipt(id)).url).toContain(`/documents/receipt/${id}.pdf`);
  },
} satisfies Drives;
