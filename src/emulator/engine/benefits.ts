import type { webhooks } from '@polar-sh/sdk/2026-10';
import type { BenefitRow, ProductRow } from '../state/catalog-rows.ts';
import type { BenefitGrantRow, SystemEventName } from '../state/ownership-rows.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { emit } from '../webhooks/emit.ts';
import { toGrantWebhook } from '../wire/benefit.ts';
import { cycleCredit, giveCredit, takeCredit } from './credits.ts';
import { ownerIdOf } from './sessions.ts';
import { recordSystemEvent } from './system-events.ts';

type GrantEvent = Extract<webhooks.WebhookPayload['type'], `benefit_grant.${string}`>;

/** What benefits come from: a subscription while it lasts, or something bought once. */
export type GrantSource = { customer_id: string } & (
  | { subscription_id: string; order_id: null }
  | { subscription_id: null; order_id: string }
);

const systemEvents = {
  'benefit_grant.created': 'benefit.granted',
  'benefit_grant.cycled': 'benefit.cycled',
  'benefit_grant.updated': 'benefit.updated',
  'benefit_grant.revoked': 'benefit.revoked',
} as const satisfies Record<GrantEvent, SystemEventName>;

function tell(
  transaction: Transaction,
  type: GrantEvent,
  grant: BenefitGrantRow,
  previous: BenefitGrantRow['properties'],
): void {
  const { customer_id, member_id, benefit_id } = grant;
  recordSystemEvent(transaction, customer_id, {
    source: 'system',
    name: systemEvents[type],
    metadata: {
      benefit_id,
      benefit_grant_id: grant.id,
      benefit_type: transaction.need('benefits', benefit_id).type,
      ...(member_id === null ? {} : { member_id }),
    },
  });
  emit(transaction, type, () => toGrantWebhook(transaction, grant, previous));
  transaction.touchedCustomers.add(customer_id);
}

function grant(
  transaction: Transaction,
  known: BenefitGrantRow | undefined,
  source: GrantSource,
  holder: { memberId: string | null; benefitId: string },
): void {
  const previous = known?.properties ?? {};
  const saved = transaction.put('benefit_grants', {
    id: known?.id ?? transaction.newId(),
    created_at: known?.created_at ?? transaction.stamp(),
    modified_at: known === undefined ? null : transaction.stamp(),
    granted_at: transaction.now,
    revoked_at: null,
    subscription_id: source.subscription_id,
    order_id: source.order_id,
    customer_id: source.customer_id,
    member_id: holder.memberId,
    benefit_id: holder.benefitId,
    properties: giveCredit(
      transaction,
      source.customer_id,
      transaction.need('benefits', holder.benefitId),
      previous,
    ),
  });
  tell(transaction, 'benefit_grant.created', saved, previous);
}

// Of a benefit that a customer has from elsewhere too, nothing but the one grant goes.
function isLastOfItsKind(transaction: Transaction, row: BenefitGrantRow): boolean {
  return !transaction
    .by('benefit_grants', 'customer_id', row.customer_id)
    .some((one) => one.id !== row.id && one.benefit_id === row.benefit_id && one.granted_at !== null);
}

/** Takes a benefit away from whoever has it, with the units that it credited last. */
export function revokeGrant(transaction: Transaction, row: BenefitGrantRow): void {
  if (row.revoked_at !== null) return;
  const benefit = transaction.need('benefits', row.benefit_id);
  const revoked = transaction.put('benefit_grants', {
    ...row,
    modified_at: transaction.stamp(),
    granted_at: null,
    revoked_at: transaction.now,
    properties: isLastOfItsKind(transaction, row)
      ? takeCredit(transaction, row.customer_id, benefit, row.properties)
      : row.properties,
  });
  tell(transaction, 'benefit_grant.revoked', revoked, row.properties);
}

/** Gives the holders what a product gives, and takes away what they have from the same source and should not. */
export function syncGrants(
  transaction: Transaction,
  source: GrantSource,
  product: ProductRow,
  holders: readonly (string | null)[],
): void {
  const existing =
    source.subscription_id === null
      ? transaction.by('benefit_grants', 'order_id', source.order_id)
      : transaction.by('benefit_grants', 'subscription_id', source.subscription_id);
  const wanted = holders.flatMap((memberId) =>
    product.benefit_ids.map((benefitId) => ({ memberId, benefitId })),
  );
  const matches = (row: BenefitGrantRow, one: { memberId: string | null; benefitId: string }) =>
    row.member_id === one.memberId && row.benefit_id === one.benefitId;
  for (const row of existing) {
    if (!wanted.some((one) => matches(row, one))) revokeGrant(transaction, row);
  }
  for (const one of wanted) {
    const known = existing.find((row) => matches(row, one));
    if (known === undefined || known.revoked_at !== null) grant(transaction, known, source, one);
  }
}

/** Whether a subscription gives its benefits: while it is active or in trial, and past due within the grace. */
export function hasAccess(transaction: Transaction, subscription: SubscriptionRow): boolean {
  const { status, benefits_end_at } = subscription;
  if (status === 'active' || status === 'trialing') return true;
  if (status !== 'past_due' || benefits_end_at === null) return false;
  return compareInstants(benefits_end_at, transaction.now) > 0;
}

// Of what was bought by the seat everyone who took one has the benefits; of anything else its customer.
function holdersOf(
  transaction: Transaction,
  index: 'subscription_id' | 'order_id',
  { id, customer_id, seats }: Pick<OrderRow, 'id' | 'customer_id' | 'seats'>,
): (string | null)[] {
  if (seats === null) return [ownerIdOf(transaction, customer_id)];
  return transaction
    .by('seats', index, id)
    .flatMap((seat) => (seat.status === 'claimed' ? [seat.member_id] : []));
}

/** Brings the benefits of a subscription in line with what it is now. */
export function syncSubscription(transaction: Transaction, subscription: SubscriptionRow): void {
  const product = transaction.need('products', subscription.product_id);
  const isBare =
    product.benefit_ids.length === 0 &&
    transaction.firstBy('benefit_grants', 'subscription_id', subscription.id) === undefined;
  if (isBare) return;
  const { id: subscription_id, customer_id } = subscription;
  const holders = hasAccess(transaction, subscription)
    ? holdersOf(transaction, 'subscription_id', subscription)
    : [];
  syncGrants(transaction, { customer_id, subscription_id, order_id: null }, product, holders);
}

/** Gives the benefits of something bought once to its customer, or to everyone who took a seat of it. */
export function syncOrder(transaction: Transaction, order: OrderRow): void {
  if (order.product_id === null || order.subscription_id !== null) return;
  const product = transaction.need('products', order.product_id);
  const source = { customer_id: order.customer_id, subscription_id: null, order_id: order.id };
  syncGrants(transaction, source, product, holdersOf(transaction, 'order_id', order));
}

/** Takes back what was bought once, because it was paid back. */
export function revokeOrder(transaction: Transaction, orderId: string): void {
  for (const row of transaction.by('benefit_grants', 'order_id', orderId)) revokeGrant(transaction, row);
}

/** Tells of a new period to everyone who has benefits of a subscription, and credits units anew. */
export function cycleGrants(transaction: Transaction, subscription: SubscriptionRow): void {
  for (const row of transaction.by('benefit_grants', 'subscription_id', subscription.id)) {
    if (row.granted_at === null) continue;
    const benefit = transaction.need('benefits', row.benefit_id);
    const properties = cycleCredit(transaction, row.customer_id, benefit, row.properties);
    const cycled = transaction.put('benefit_grants', {
      ...row,
      modified_at: transaction.stamp(),
      properties,
    });
    tell(transaction, 'benefit_grant.cycled', cycled, row.properties);
  }
}

/** Tells everyone who has a benefit that it was changed. */
export function updateGrants(transaction: Transaction, benefit: BenefitRow): void {
  for (const row of transaction.by('benefit_grants', 'benefit_id', benefit.id)) {
    if (row.granted_at === null) continue;
    const saved = transaction.put('benefit_grants', {
      ...row,
      modified_at: transaction.stamp(),
      granted_at: transaction.now,
    });
    tell(transaction, 'benefit_grant.updated', saved, row.properties);
  }
}

/** Takes a benefit away from everyone. */
export function revokeBenefit(transaction: Transaction, benefitId: string): void {
  for (const row of transaction.by('benefit_grants', 'benefit_id', benefitId)) revokeGrant(transaction, row);
}

/** Takes everything away from a member that is about to be no more. */
export function revokeMember(transaction: Transaction, member: { id: string; customer_id: string }): void {
  for (const row of transaction.by('benefit_grants', 'customer_id', member.customer_id)) {
    if (row.member_id === member.id) revokeGrant(transaction, row);
  }
}

/** Takes everything away from a customer that is no more. */
export function revokeCustomer(transaction: Transaction, customerId: string): void {
  for (const row of transaction.by('benefit_grants', 'customer_id', customerId))
    revokeGrant(transaction, row);
}
