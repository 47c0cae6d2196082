import { type SQL, sql } from 'drizzle-orm';
import type { ErasedCounts, ErasePersonalInput } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import {
  billingAuditOrigins,
  checkoutIntents,
  checkouts,
  customers,
  idempotencyKeys,
  invoices,
  notificationPreferences,
  outbox,
  paymentMethods,
  paymentTransactions,
  quotes,
  seats,
  subscriptions,
  webhookInbox,
} from '../schema/index.ts';
import { lockOwner, raiseVersion } from '../store/owner-rows.ts';

/**
 * Removes or empties what is personal of an owner. What is left are ids, states, amounts and instants: invoices are to be
 * kept by law, and the audit log by its own.
 */
export async function eraseOwner(transaction: Sql, input: ErasePersonalInput): Promise<ErasedCounts> {
  const { externalId, at, scope } = input;
  await lockOwner(transaction, externalId);
  const ids = sql`any(${sql.param([...input.customerIds])}::text[])`;
  const counts: ErasedCounts = {};
  async function run(name: string, statement: SQL): Promise<void> {
    const { rows } = await transaction.execute(sql`${statement} returning 1`);
    if (rows.length > 0) counts[name] = (counts[name] ?? 0) + rows.length;
  }

  await run(
    'webhook_inbox',
    sql`delete from ${webhookInbox} where id = any(${sql.param([...input.deliveryIds])}::bigint[])
      and state <> 'pending'`,
  );
  await run(
    'customers',
    sql`update ${customers} set name = null, email = null, billing_name = null, has_billing_address = false,
        default_payment_method_id = null, deleted_at = coalesce(deleted_at, ${at}::timestamptz)
      where id = ${ids} and (name is not null or email is not null or billing_name is not null
        or has_billing_address or default_payment_method_id is not null or deleted_at is null)`,
  );
  await run('payment_methods', sql`delete from ${paymentMethods} where customer_id = ${ids}`);
  await run(
    'payment_transactions',
    sql`update ${paymentTransactions} set brand = null, last4 = null
      where invoice_id in (select id from ${invoices} where customer_id = ${ids})
        and (brand is not null or last4 is not null)`,
  );
  await run(
    'seats',
    sql`update ${seats} set email = null
      where subscription_id in (select id from ${subscriptions} where customer_id = ${ids}) and email is not null`,
  );
  if (scope === 'everything') {
    // What applied to the owner and names no customer, such as a checkout's.
    await run('webhook_inbox', sql`delete from ${webhookInbox} where external_id = ${externalId}`);
    // What the host has not been told yet, that a subscription ended, it still will be: ids and states only.
    await run(
      'outbox',
      sql`delete from ${outbox} where external_id = ${externalId} and kind <> 'live'
        and not (kind = 'callback' and state = 'pending')`,
    );
    await run(
      'idempotency_keys',
      sql`delete from ${idempotencyKeys} where external_id = ${externalId} and state <> 'running'`,
    );
    await run('checkouts', sql`delete from ${checkouts} where external_customer_id = ${externalId}`);
    for (const [name, table] of Object.entries({
      quotes,
      checkout_intents: checkoutIntents,
      notification_preferences: notificationPreferences,
      billing_audit_origins: billingAuditOrigins,
    })) {
      await run(name, sql`delete from ${table} where external_id = ${externalId}`);
    }
  }
  if (Object.keys(counts).length > 0) await raiseVersion(transaction, externalId);
  return counts;
}
