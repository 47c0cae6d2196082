import type { models } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../state/transaction.ts';

/**
 * The one organization that the access token belongs to.
 *
 * @throws {Error} when the state holds none.
 */
export function organizationOf(transaction: Transaction): models.Organization {
  for (const organization of transaction.all('organizations')) return organization;
  throw new Error('floe-billing: the emulator has no organization.');
}
