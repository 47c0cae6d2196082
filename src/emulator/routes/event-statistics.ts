import type { models } from '@polar-sh/sdk/2026-10';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { toEventLabel } from '../wire/event.ts';

/** Counts events by name and source, with when the first and the last of them happened. */
export function countByName(transaction: Transaction, events: readonly UsageEventRow[]): models.EventName[] {
  const names = new Map<string, models.EventName>();
  for (const event of events) {
    const { name, source, timestamp } = event;
    const known = names.get(`${source} ${name}`);
    if (known === undefined) {
      names.set(`${source} ${name}`, {
        name,
        label: toEventLabel(transaction, event),
        source,
        occurrences: 1,
        first_seen: timestamp,
        last_seen: timestamp,
      });
      continue;
    }
    known.occurrences += 1;
    if (compareInstants(timestamp, known.first_seen) < 0) known.first_seen = timestamp;
    if (compareInstants(timestamp, known.last_seen) > 0) known.last_seen = timestamp;
  }
  return [...names.values()];
}
