import { type SQL, sql } from 'drizzle-orm';
import type { OwnerRow } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { quoteName } from '../export/read-tables.ts';
import type { Vault } from '../sealing/create-vault.ts';
import { openNamed } from '../sealing/personal-columns.ts';
import { unpackDelivery } from '../store/inbox.ts';
import { findDeliveries, listCustomerIds } from './find-deliveries.ts';
import { asT, type OwnerTable, readOwnerTables } from './owner-tables.ts';

/** Rows held at once. Bodies of webhooks are up to a megabyte each. */
const PAGE = 50;

interface PageRow extends Record<string, unknown> {
  row: Record<string, unknown>;
  place: string[];
}

/** Every row about an owner, table after table. */
export async function* readOwner(db: Sql, externalId: string, vault: Vault): AsyncGenerator<OwnerRow> {
  const words = [externalId, ...(await listCustomerIds(db, externalId))];
  for (const table of await readOwnerTables(db)) {
    const isInbox = table.name === 'webhook_inbox';
    const named = isInbox ? await findDeliveries(db, externalId, words, vault) : [];
    const isMeant =
      named.length === 0
        ? table.isAbout(externalId)
        : sql`(${table.isAbout(externalId)} or t.id = any(${sql.param(named)}::bigint[]))`;
    for await (const row of readRows(db, table, isMeant)) {
      yield {
        table: table.name,
        row: isInbox ? await withBody(row, vault) : openNamed(vault, table.name, row),
      };
    }
  }
}

async function* readRows(db: Sql, table: OwnerTable, isMeant: SQL): AsyncGenerator<Record<string, unknown>> {
  const names = table.keys.map(({ name }) => sql.raw(`t.${quoteName(name)}`));
  const order = sql.join(names, sql`, `);
  const texts = sql.join(
    names.map((name) => sql`${name}::text`),
    sql`, `,
  );
  let after: SQL | null = null;
  for (;;) {
    const page: { rows: PageRow[] } = await db.execute<PageRow>(sql`
      select to_jsonb(t) as row, to_jsonb(array[${texts}]) as place from ${asT(table)}
      where ${isMeant} ${after === null ? sql`` : sql`and (${order}) > (${after})`}
      order by ${order} limit ${PAGE}::int`);
    for (const { row } of page.rows) yield row;
    const last = page.rows.at(-1);
    if (page.rows.length < PAGE || last === undefined) return;
    const values = last.place.map(
      (value, index) => sql`${value}::${sql.raw(table.keys[index]?.type ?? 'text')}`,
    );
    after = sql.join(values, sql`, `);
  }
}

// As PostgreSQL's JSON writes bytes: `\x` and hexadecimal digits.
async function withBody(
  { payload, ...row }: Record<string, unknown>,
  vault: Vault,
): Promise<Record<string, unknown>> {
  const bytes = Buffer.from(String(payload).slice(2), 'hex');
  const body = await unpackDelivery(bytes, String(row.key), vault).catch(() => null);
  return { ...row, payload: body === null ? null : new TextDecoder().decode(body) };
}
