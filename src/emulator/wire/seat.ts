import type { models } from '@polar-sh/sdk/2026-10';
import type { SeatRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** A seat as the API shows it; its invitation is for the invited alone. */
export function toSeat(transaction: Transaction, row: SeatRow): models.CustomerSeat {
  const { invitation_token: _, ...fields } = row;
  const member = row.member_id === null ? null : (transaction.get('members', row.member_id) ?? null);
  return { ...fields, member, customer_email: row.email } satisfies models.CustomerSeat;
}
