import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { InboxDelivery, InboxOutcome } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { webhookInbox } from '../schema/index.ts';
import type { Place, Vault } from '../sealing/create-vault.ts';

const compressApart = promisify(gzip);
const decompressApart = promisify(gunzip);

// Handing a usual body to another thread costs six times what compressing it here does. Large ones would hold up others.
const SMALL_BYTES = 32 * 1024;
const FOR_SMALL = { level: 1, memLevel: 6, windowBits: 12 };

function compress(body: Uint8Array): Uint8Array | Promise<Uint8Array> {
  return body.byteLength <= SMALL_BYTES ? gzipSync(body, FOR_SMALL) : compressApart(body, { level: 1 });
}

function decompress(payload: Uint8Array): Uint8Array | Promise<Uint8Array> {
  return payload.byteLength <= SMALL_BYTES ? gunzipSync(payload) : decompressApart(payload);
}

/** Keeps deliveries by one statement: one commit, however many there are. */
export async function recordDeliveries(
  db: Sql,
  deliveries: readonly InboxDelivery[],
  vault: Vault,
): Promise<InboxOutcome[]> {
  const first = new Map<string, InboxDelivery>();
  for (const delivery of deliveries) {
    if (!first.has(delivery.deliveryId)) first.set(delivery.deliveryId, delivery);
  }
  if (first.size === 0) return [];

  // Always in the same order, or two batches with the same ids could wait for each other.
  const sorted = [...first.values()].sort((left, right) => (left.deliveryId < right.deliveryId ? -1 : 1));
  const payloads = await Promise.all(sorted.map(({ body, deliveryId }) => pack(body, deliveryId, vault)));
  const keys = sorted.map(({ deliveryId }) => deliveryId);
  // Two parameters, however many rows: building a statement for each number of them costs more than the insert.
  const { key, state, attempts, lastError, leasedUntil } = webhookInbox;
  const { rows } = await db.execute<{ key: string; isNew: boolean }>(sql`
    insert into ${webhookInbox} (key, payload)
    select * from unnest(${sql.param(keys)}::text[], ${sql.param(payloads)}::bytea[])
    on conflict (key) do update set
      state = 'pending', attempts = case ${state} when 'parked' then 0 else ${attempts} end, due_at = now()
    -- Failed: parked, or waiting for its next attempt. One that is being worked on is left alone.
    where ${state} = 'parked' or (${state} = 'pending' and ${lastError} is not null and ${leasedUntil} is null)
    -- A row that this statement made has never been locked or updated by another.
    returning ${key} as key, ${webhookInbox}.xmax = 0 as "isNew"`);

  const outcomes = new Map<string, InboxOutcome>(
    rows.map((row) => [row.key, row.isNew ? 'new' : 'requeued']),
  );
  return deliveries.map((delivery) =>
    first.get(delivery.deliveryId) === delivery
      ? (outcomes.get(delivery.deliveryId) ?? 'duplicate')
      : 'duplicate',
  );
}

/** The delivery as it was sent. */
export async function unpackDelivery(payload: unknown, key: string, vault: Vault): Promise<Uint8Array> {
  // Both drivers give a `bytea` as a Uint8Array; statements written by hand have no type for it.
  const opened = vault.openBytes(payload as Uint8Array, placeOf(key));
  return new Uint8Array(await decompress(opened));
}

async function pack(body: Uint8Array, key: string, vault: Vault): Promise<Uint8Array> {
  return vault.sealBytes(await compress(body), placeOf(key));
}

/** Where the body of a delivery is kept. */
export function placeOf(key: string): Place {
  return { table: 'webhook_inbox', column: 'payload', row: key };
}
