import type { models } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { revokeMember } from './benefits.ts';

/** Writes a member and tells of it; a new owner makes a billing manager of the one before. */
export function saveMember(
  transaction: Transaction,
  member: models.Member,
  changes: Partial<Pick<models.Member, 'name' | 'email' | 'role'>>,
): models.Member {
  const saved = transaction.put('members', { ...member, ...changes, modified_at: transaction.stamp() });
  if (member.role !== 'owner' && saved.role === 'owner') {
    for (const one of transaction.by('members', 'customer_id', member.customer_id)) {
      if (one.id !== saved.id && one.role === 'owner') {
        saveMember(transaction, one, { role: 'billing_manager' });
      }
    }
  }
  emit(transaction, 'member.updated', () => saved);
  return saved;
}

/** Deletes a member and tells of it. */
export function deleteMember(transaction: Transaction, member: models.Member): void {
  revokeMember(transaction, member);
  transaction.delete('members', member.id);
  emit(transaction, 'member.deleted', () => member);
}
