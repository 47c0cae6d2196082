import { address, type Rig } from './support.ts';

/** The last argument of a call of the SDK: whose session it is made with. */
export interface Visitor {
  accessToken: string;
}

/** Opens the customer portal for a customer: for its owner, or for another of a team's members. */
export async function enterPortal(rig: Rig, customer_id: string, memberId?: string): Promise<Visitor> {
  const { items } = await rig.polar.customers.members.list(customer_id, { role: 'owner' });
  const member_id = memberId ?? items[0]?.id;
  const { token } = await rig.polar.customerSessions.create({
    customer_id,
    ...(member_id === undefined ? {} : { member_id }),
  });
  return { accessToken: token };
}

/** A visitor of an organization without members, whose sessions are the customer's as a whole. */
export async function enterWithoutMembers(rig: Rig, customerId: string): Promise<Visitor> {
  const { items } = await rig.polar.organizations.list();
  const [organization] = items;
  if (organization === undefined) throw new Error('There is no organization.');
  await rig.polar.organizations.update(organization.id, {
    feature_settings: { member_model_enabled: false },
  });
  const { token } = await rig.polar.customerSessions.create({ customer_id: customerId });
  await rig.polar.organizations.update(organization.id, { feature_settings: { member_model_enabled: true } });
  return { accessToken: token };
}

/** Makes a product that is sold by the seat, at $5 a month each. */
export function makeSeatProduct(rig: Rig) {
  return rig.polar.products.create({
    name: 'Team',
    recurring_interval: 'month',
    visibility: 'public',
    prices: [
      {
        amount_type: 'seat_based',
        price_currency: 'usd',
        seat_tiers: { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }] },
      },
    ],
  });
}

/** Buys seats for a team, whose merchant has a page of its own for what comes next: no seat is taken yet. */
export async function buySeats(rig: Rig, customerId: string, seats: number) {
  const product = await makeSeatProduct(rig);
  const checkout = await rig.polar.checkouts.create({
    products: [product.id],
    customer_id: customerId,
    success_url: 'https://shop.example/thanks',
    customer_billing_name: 'The Team Inc.',
    customer_billing_address: address,
  });
  await rig.polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id: 'ctoken_visa' });
  const [subscription] = (await rig.polar.subscriptions.list({ customer_id: customerId })).items;
  if (subscription === undefined) throw new Error('The checkout made no subscription.');
  return rig.polar.subscriptions.update(subscription.id, { seats });
}

/** What the portal may change of an organization's settings for it. */
export async function setFreedoms(
  rig: Rig,
  freedoms: { update_seats?: boolean; update_plan?: boolean; update_units?: boolean; pause?: boolean },
  allow_email_change = false,
): Promise<void> {
  const { items } = await rig.polar.organizations.list();
  const [organization] = items;
  if (organization === undefined) throw new Error('There is no organization.');
  await rig.polar.organizations.update(organization.id, {
    customer_portal_settings: {
      usage: { show: true },
      subscription: { update_seats: true, update_plan: true, ...freedoms },
      customer: { allow_email_change },
    },
  });
}
