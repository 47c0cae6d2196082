import type { TokenRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** Makes an organization access token; without scopes it may be used for everything, without an end for ever. */
export function createToken(
  transaction: Transaction,
  input: { token?: string; name: string; scopes?: string[] | null; expires_at?: string | null },
): TokenRow {
  return transaction.put('tokens', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    token: input.token ?? transaction.newToken('polar_oat_'),
    name: input.name,
    scopes: input.scopes ?? null,
    expires_at: input.expires_at ?? null,
  });
}
