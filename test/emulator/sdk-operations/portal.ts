import { expect } from 'vitest';
import { setFreedoms, type Visitor } from '../portal-support.ts';
import type { Drives } from './drive.ts';
import { products, type World } from './world.ts';

const card = {
  confirmation_token_id: 'ctoken_visa',
  set_default: true,
  return_url: 'https://shop.example/account',
} as const;

async function visitAsAda({ makeAda, visit }: World): Promise<Visitor> {
  return visit((await makeAda()).id);
}

/** Ada in the portal, with the plan that she has bought. */
async function visitAsBuyer({ buy, visit }: World) {
  const subscription = await buy();
  return { visitor: await visit(subscription.customer_id), id: subscription.id };
}

/** Asks for a new address; the token is what its mail would carry. */
async function askForEmail(world: World): Promise<{ visitor: Visitor; token: string }> {
  const visitor = await visitAsAda(world);
  await setFreedoms(world, {}, true);
  await world.polar.customerPortal.customers.requestEmailUpdate({ email: 'new@example.com' }, visitor);
  const { token } = await world.findRow('email_updates', ({ email }) => email === 'new@example.com');
  return { visitor, token: String(token) };
}

export const portalCustomers = {
  async 'customerPortal.customers.get'(get, world) {
    expect(await get(await visitAsAda(world))).toMatchObject({ email: 'ada@example.com' });
  },
  async 'customerPortal.customers.update'(update, world) {
    const visitor = await visitAsAda(world);
    expect(await update({ billing_name: 'Ada Ltd' }, visitor)).toMatchObject({ billing_name: 'Ada Ltd' });
  },
  async 'customerPortal.customerSession.introspect'(introspect, world) {
    expect(await introspect(await visitAsAda(world))).toMatchObject({ expires_at: '2027-01-10T11:00:00Z' });
  },
  async 'customerPortal.customerSession.getAuthenticatedUser'(getUser, world) {
    expect(await getUser(await visitAsAda(world))).toMatchObject({ email: 'ada@example.com', role: 'owner' });
  },
  async 'customerPortal.customers.requestEmailUpdate'(request, world) {
    const visitor = await visitAsAda(world);
    await setFreedoms(world, {}, true);
    await request({ email: 'new@example.com' }, visitor);
    const asked = await world.findRow('email_updates', ({ email }) => email === 'new@example.com');
    expect(asked.token).toMatch(/^polar_cev_/);
  },
  async 'customerPortal.customers.checkEmailUpdate'(check, world) {
    const { visitor, token } = await askForEmail(world);
    expect(await check({ token }, visitor)).toBeUndefined();
  },
  async 'customerPortal.customers.verifyEmailUpdate'(verify, world) {
    const { visitor, token } = await askForEmail(world);
    expect((await verify({ token }, visitor)).token).toMatch(/^polar_/);
    expect((await world.polar.customers.list()).items).toMatchObject([{ email: 'new@example.com' }]);
  },
  async 'customerPortal.customers.listPaymentMethods'(list, world) {
    const { visitor } = await visitAsBuyer(world);
    expect((await list({}, visitor)).items).toMatchObject([{ method_metadata: { last4: '4242' } }]);
  },
  async 'customerPortal.customers.addPaymentMethod'(add, world) {
    expect(await add(card, await visitAsAda(world))).toMatchObject({
      status: 'succeeded',
      payment_method: { method_metadata: { brand: 'visa', last4: '4242' } },
    });
  },
  async 'customerPortal.customers.confirmPaymentMethod'(confirm, world) {
    const visitor = await visitAsAda(world);
    const body = { ...card, confirmation_token_id: 'ctoken_visa_requires_action' };
    const asked = await world.polar.customerPortal.customers.addPaymentMethod(body, visitor);
    const secret = 'client_secret' in asked ? asked.client_secret : '';
    const [setup_intent_id = ''] = secret.split('_secret');
    expect(await confirm({ setup_intent_id, set_default: true }, visitor)).toMatchObject({
      status: 'succeeded',
      payment_method: { method_metadata: { last4: '3184' } },
    });
  },
  async 'customerPortal.customers.deletePaymentMethod'(remove, world) {
    const visitor = await visitAsAda(world);
    const { customers } = world.polar.customerPortal;
    await customers.addPaymentMethod(card, visitor);
    const [added] = (await customers.listPaymentMethods({}, visitor)).items;
    await remove(added?.id ?? '', visitor);
    expect((await customers.listPaymentMethods({}, visitor)).items).toEqual([]);
  },
} satisfies Drives;

export const portalSubscriptions = {
  async 'customerPortal.subscriptions.list'(list, world) {
    const { visitor } = await visitAsBuyer(world);
    expect((await list({ active: true }, visitor)).items).toMatchObject([
      { status: 'active', amount: 2_900 },
    ]);
  },
  async 'customerPortal.subscriptions.get'(get, world) {
    const { visitor, id } = await visitAsBuyer(world);
    expect(await get(id, visitor)).toMatchObject({ id, product: { name: 'Starter' } });
  },
  async 'customerPortal.subscriptions.update'(update, world) {
    const { visitor, id } = await visitAsBuyer(world);
    expect(await update(id, { product_id: products.professional }, visitor)).toMatchObject({
      amount: 7_900,
      product: { name: 'Professional' },
    });
  },
  async 'customerPortal.subscriptions.cancel'(cancel, world) {
    const { visitor, id } = await visitAsBuyer(world);
    expect(await cancel(id, visitor)).toMatchObject({ status: 'active', cancel_at_period_end: true });
  },
} satisfies Drives;

async function visitOrder(world: World) {
  const { visitor } = await visitAsBuyer(world);
  const [order] = (await world.polar.customerPortal.orders.list({}, visitor)).items;
  return { visitor, id: order?.id ?? '' };
}

async function visitUnpaidOrder(world: World) {
  const { customer_id } = await world.buy({ trial: true, token: 'ctoken_visa_declined_later' });
  await world.emulator.clock.advance('P15D');
  const visitor = await world.visit(customer_id);
  const [order] = (await world.polar.customerPortal.orders.list({}, visitor)).items;
  return { visitor, id: order?.id ?? '' };
}

export const portalOrders = {
  async 'customerPortal.orders.list'(list, world) {
    const { visitor } = await visitAsBuyer(world);
    expect((await list({}, visitor)).items).toMatchObject([{ status: 'paid', total_amount: 2_900 }]);
  },
  async 'customerPortal.orders.get'(get, world) {
    const { visitor, id } = await visitOrder(world);
    expect(await get(id, visitor)).toMatchObject({ id, status: 'paid', items: [{ label: 'Starter' }] });
  },
  async 'customerPortal.orders.update'(update, world) {
    const { visitor, id } = await visitOrder(world);
    expect(await update(id, { billing_name: 'Ada Ltd' }, visitor)).toMatchObject({ billing_name: 'Ada Ltd' });
  },
  async 'customerPortal.orders.generateInvoice'(generateInvoice, world) {
    const { visitor, id } = await visitOrder(world);
    expect(await generateInvoice(id, visitor)).toBeNull();
  },
  async 'customerPortal.orders.invoice'(invoice, world) {
    const { visitor, id } = await visitOrder(world);
    await world.polar.customerPortal.orders.generateInvoice(id, visitor);
    await world.emulator.settled();
    expect((await invoice(id, visitor)).url).toContain(`/documents/invoice/${id}.pdf`);
  },
  async 'customerPortal.orders.receipt'(receipt, world) {
    const { visitor, id } = await visitOrder(world);
    expect((await receipt(id, visitor)).url).toContain(`/documents/receipt/${id}.pdf`);
  },
  async 'customerPortal.orders.getPaymentStatus'(getPaymentStatus, world) {
    const { visitor, id } = await visitOrder(world);
    expect(await getPaymentStatus(id, visitor)).toEqual({ status: 'succeeded' });
  },
  async 'customerPortal.orders.confirmRetryPayment'(confirm, world) {
    const { visitor, id } = await visitUnpaidOrder(world);
    expect(await confirm(id, { confirmation_token_id: 'ctoken_visa' }, visitor)).toMatchObject({
      status: 'succeeded',
    });
    expect(await world.polar.orders.get(id)).toMatchObject({ status: 'paid', total_amount: 2_900 });
  },
} satisfies Drives;

async function owe(world: World): Promise<Visitor> {
  const { visitor, id } = await visitAsBuyer(world);
  await world.polar.subscriptions.update(id, {
    product_id: products.starterYear,
    proration_behavior: 'invoice',
  });
  await world.polar.subscriptions.update(id, {
    product_id: products.starter,
    proration_behavior: 'invoice',
  });
  return visitor;
}

export const portalUsage = {
  async 'customerPortal.wallets.list'(list, world) {
    expect((await list({}, await owe(world))).items).toMatchObject([{ currency: 'usd', balance: 26_100 }]);
  },
  async 'customerPortal.wallets.get'(get, world) {
    const visitor = await owe(world);
    const [wallet] = (await world.polar.customerPortal.wallets.list({}, visitor)).items;
    expect(await get(wallet?.id ?? '', visitor)).toMatchObject({ currency: 'usd', balance: 26_100 });
  },
} satisfies Drives;

export const portalOrganizations = {
  async 'customerPortal.organizations.get'(get) {
    expect(await get('tendertrack')).toMatchObject({
      organization: { slug: 'tendertrack', name: 'TenderTrack 360' },
      products: { length: 6 },
    });
  },
} satisfies Drives;
