import type { Snapshot } from '../ports/index.ts';

/** A job: reads what the provider sends no event for. */
export interface RefreshOwnerJob extends Record<string, unknown> {
  job: 'refresh_owner';
  externalId: string;
}

/** A job to add. */
export interface FollowUp {
  key: string;
  payload: RefreshOwnerJob;
}

/**
 * The job that a written snapshot of an owner calls for; `null` for most. The provider sends no event for payment
 * methods, for failed attempts to collect, nor when it plans the next one.
 */
export function followUpOf(snapshot: Snapshot, externalId: string): FollowUp | null {
  switch (snapshot.kind) {
    case 'customer':
      return snapshot.record.deletedAt === null ? refreshOwner(externalId, snapshot.record) : null;
    case 'subscription':
      return snapshot.record.status === 'past_due' ? refreshOwner(externalId, snapshot.record) : null;
    case 'checkout':
      return snapshot.record.status === 'succeeded' ? refreshOwner(externalId, snapshot.record) : null;
    default:
      return null;
  }
}

/** Reads an owner anew because of `cause`; the same cause asks once. */
export function refreshOwner(externalId: string, cause: { id: string; modifiedAt: string }): FollowUp {
  return {
    key: `refresh_owner:${externalId}:${cause.id}:${cause.modifiedAt}`,
    payload: { job: 'refresh_owner', externalId },
  };
}
