import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { InboxDelivery, InboxOutcome } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { webhookInbox } from '../schema/index.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Keeps deliveries by one statement: one commit, however many there are. */
export async function recordDeliveries(
  db: Sql,
  deliveries: readonly InboxDelivery[],
): Promise<InboxOutcome[]> {
  const first = new Map<string, InboxDelivery>();
  for (const delivery of deliveries) {
    if (!first.has(delivery.deliveryId)) first.set(delivery.deliveryId, delivery);
  }
  if (first.size === 0) return [];

  // Always in the same order, or two batches with the same ids could wait for each other.
  const sorted = [...first.values()].sort((left, right) => (left.deliveryId < right.deliveryId ? -1 : 1));
  const values = await Promise.all(
    sorted.map(async ({ deliveryId, body }) => ({
      key: deliveryId,
      payload: await compress(body, { level: 1 }),
    })),
  );
  const written = await db
    .insert(webhookInbox)
    .values(values)
    .onConflictDoUpdate({
      target: webhookInbox.key,
      set: {
        state: 'pending',
        attempts: sql`case ${webhookInbox.state} when 'parked' then 0 else ${webhookInbox.attempts} end`,
        dueAt: sql`now()`,
      },
      // Failed: parked, or waiting for its next attempt. One that is being worked on is left alone.
      setWhere: sql`${webhookInbox.state} = 'parked' or (${webhookInbox.state} = 'pending'
        and ${webhookInbox.lastError} is not null and ${webhookInbox.leasedUntil} is null)`,
    })
    // A row that this statement made has never been locked or updated by another.
    .returning({ key: webhookInbox.key, isNew: sql<boolean>`xmax = 0` });

  const outcomes = new Map<string, InboxOutcome>(
    written.map(({ key, isNew }) => [key, isNew ? 'new' : 'requeued']),
  );
  return deliveries.map((delivery) =>
    first.get(delivery.deliveryId) === delivery
      ? (outcomes.get(delivery.deliveryId) ?? 'duplicate')
      : 'duplicate',
  );
}

/** The delivery as it was sent. */
export async function unpackDelivery(payload: unknown): Promise<Uint8Array> {
  // Both drivers give a `bytea` as a Uint8Array; statements written by hand have no type for it.
  return new Uint8Array(await decompress(payload as Uint8Array));
}
