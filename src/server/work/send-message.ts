import { OPERATION_NAMES, type QueryName } from '../../contract/index.ts';
import { isQuery } from '../http/read-input.ts';
import type { LiveHub } from '../live/hub.ts';
import type { BillingStore, OutboxMessage, WorkItem } from '../ports/index.ts';

/** Hands a message of the outbox over and marks it done: at least once. */
export async function sendMessage(
  item: WorkItem<OutboxMessage>,
  store: Pick<BillingStore, 'transaction'>,
  hub: LiveHub,
): Promise<void> {
  const { externalId, stale } = item.payload;
  hub.publish(externalId, { stale: stale.filter(isQueryName) });
  await store.transaction((transaction) => transaction.finishMessage(item.id));
}

// A message may have been queued by another version of this package.
function isQueryName(name: string): name is QueryName {
  return OPERATION_NAMES.some((known) => known === name && isQuery(known));
}
