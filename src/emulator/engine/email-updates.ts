import { apiError, unacceptable } from '../http/errors.ts';
import type { CustomerRow, EmailUpdateRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { compareInstants } from '../time/instant.ts';
import { findByEmail, saveCustomer } from './customers.ts';
import { saveMember } from './members.ts';
import { organizationOf } from './organization.ts';
import { ownerIdOf } from './sessions.ts';

/** Whether customers may change their address by themselves. */
export function mayChangeEmail(transaction: Transaction): boolean {
  return organizationOf(transaction).customer_portal_settings.customer?.allow_email_change === true;
}

/**
 * Notes a new address that its customer is to prove with a token. No mail is sent: the token stands in the state.
 *
 * @throws {PolarApiError} 403 where the organization does not allow it, 422 for a team or the same address.
 * @see Polar's `server/polar/customer_email_update/service.py`.
 */
export function requestEmailUpdate(
  transaction: Transaction,
  customer: CustomerRow,
  email: string,
): EmailUpdateRow {
  if (!mayChangeEmail(transaction)) {
    throw apiError(403, 'NotPermitted', 'Email changes are not enabled for this organization.');
  }
  if (customer.type === 'team') {
    throw unacceptable(['body', 'email'], 'Only individual customers can change their email.', email);
  }
  if (customer.email?.toLowerCase() === email.toLowerCase()) {
    throw unacceptable(['body', 'email'], 'New email is the same as your current email.', email);
  }
  for (const { id } of transaction.by('email_updates', 'customer_id', customer.id)) {
    transaction.delete('email_updates', id);
  }
  return transaction.put('email_updates', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    customer_id: customer.id,
    email,
    token: transaction.newToken('polar_cev_'),
    expires_at: addDuration(transaction.now, 'PT30M') ?? transaction.now,
  });
}

/**
 * The change that a token proves.
 *
 * @throws {PolarApiError} 401 when there is none, or its time is over.
 */
export function findEmailUpdate(transaction: Transaction, token: string): EmailUpdateRow {
  const row = transaction.firstBy('email_updates', 'token', token);
  const customer = row === undefined ? undefined : transaction.get('customers', row.customer_id);
  const isOver = row === undefined || compareInstants(row.expires_at, transaction.now) <= 0;
  if (isOver || customer === undefined || customer.deleted_at !== null) {
    const detail = 'This email update request is invalid or has expired.';
    throw apiError(401, 'InvalidCustomerEmailUpdate', detail);
  }
  return row;
}

/**
 * Gives a customer the address that a token proves, and its owner too.
 *
 * @throws {PolarApiError} 401 for a token that proves nothing, 422 for an address that another customer has by now.
 */
export function verifyEmailUpdate(transaction: Transaction, token: string): CustomerRow {
  const { id, customer_id, email } = findEmailUpdate(transaction, token);
  const other = findByEmail(transaction, email);
  if (other !== undefined && other.id !== customer_id) {
    throw unacceptable(['body', 'token'], 'This email address is already in use.', email);
  }
  const customer = transaction.need('customers', customer_id);
  const saved = saveCustomer(transaction, { ...customer, email, email_verified: true });
  const owner = transaction.get('members', ownerIdOf(transaction, customer_id) ?? '');
  if (owner !== undefined) saveMember(transaction, owner, { email });
  transaction.touchedCustomers.add(customer_id);
  transaction.delete('email_updates', id);
  return saved;
}
