import type { SessionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { organizationOf } from './organization.ts';

/** The id of the member that owns a customer; `null` when it has no members. */
export function ownerIdOf(transaction: Transaction, customerId: string): string | null {
  const members = transaction.by('members', 'customer_id', customerId);
  return members.find((one) => one.role === 'owner')?.id ?? null;
}

/**
 * Who a session is opened for when nobody says: the customer's owner, or the customer as a whole where the organization
 * does not have members.
 */
export function sessionMemberOf(transaction: Transaction, customerId: string): string | null {
  const hasMembers = organizationOf(transaction).feature_settings?.member_model_enabled === true;
  return hasMembers ? ownerIdOf(transaction, customerId) : null;
}

/** Opens the customer portal for one hour: to one member, or to the customer as a whole where it has none. */
export function openSession(
  transaction: Transaction,
  customerId: string,
  memberId: string | null = sessionMemberOf(transaction, customerId),
  returnUrl: string | null = null,
): SessionRow {
  return transaction.put('sessions', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    token: transaction.newToken(memberId === null ? 'polar_cst_' : 'polar_mst_'),
    expires_at: addDuration(transaction.now, 'PT1H') ?? transaction.now,
    return_url: returnUrl,
    customer_id: customerId,
    member_id: memberId,
  });
}
