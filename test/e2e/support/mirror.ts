import { Client } from 'pg';

/** What the server's mirror holds of the one subscription a journey makes. */
export interface MirroredSubscription {
  status: string;
  product_id: string;
  cancel_at_period_end: boolean;
  has_pending_change: boolean;
}

/** Reads the mirror in PostgreSQL past the server. */
export async function mirroredSubscriptions(databaseUrl: string): Promise<MirroredSubscription[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<MirroredSubscription>(
      `select status, product_id, cancel_at_period_end, pending_change is not null as has_pending_change
         from floe_billing.subscriptions order by created_at`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** The server's tables, read past the server. */
export interface Mirror {
  subscriptions(externalId: string): Promise<SubscriptionRow[]>;
  /** How many rows of each kind an owner has. */
  counts(externalId: string): Promise<OwnerCounts>;
  /** What has been done and learnt for an owner, oldest first. */
  audit(externalId: string): Promise<{ actor: string; action: string; subject_id: string | null }[]>;
  /** Every row of an owner in full, for comparing before and after. */
  everything(externalId: string): Promise<unknown>;
  /** Changes something past the server, such as the time that a session ends. */
  run(statement: string): Promise<void>;
  /** How many deliveries were taken in, and how many of those are done with. */
  inbox(): Promise<{ total: number; done: number }>;
  close(): Promise<void>;
}

/** A row of `subscriptions`. */
export interface SubscriptionRow {
  id: string;
  status: string;
  product_id: string;
}

/** How many rows of each kind an owner has. */
export interface OwnerCounts {
  customers: number;
  subscriptions: number;
  invoices: number;
  checkouts: number;
  payment_methods: number;
}

const OF_CUSTOMER = `join floe_billing.customers c on c.id = t.customer_id where c.external_id = $1`;

const OWNED: Record<keyof OwnerCounts, string> = {
  customers: 'from floe_billing.customers t where external_id = $1',
  subscriptions: `from floe_billing.subscriptions t ${OF_CUSTOMER}`,
  invoices: `from floe_billing.invoices t ${OF_CUSTOMER}`,
  checkouts: 'from floe_billing.checkouts t where external_customer_id = $1',
  payment_methods: `from floe_billing.payment_methods t ${OF_CUSTOMER}`,
};

/** Connects to the database of a server; the server need not run yet. */
export async function createMirror(databaseUrl: string): Promise<Mirror> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const read = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;

  return {
    subscriptions: (externalId) =>
      read(`select t.id, t.status, t.product_id ${OWNED.subscriptions} order by t.created_at`, [externalId]),
    async counts(externalId) {
      const kinds = Object.entries(OWNED).map(([kind, from]) => `(select count(*)::int ${from}) as ${kind}`);
      const [counts] = await read<OwnerCounts>(`select ${kinds.join(', ')}`, [externalId]);
      if (counts === undefined) throw new Error('The database counted nothing.');
      return counts;
    },
    audit: (externalId) =>
      read(
        'select actor, action, subject_id from floe_billing.billing_audit_log where external_id = $1 order by id',
        [externalId],
      ),
    async everything(externalId) {
      const tables: Record<string, unknown> = {};
      for (const [kind, from] of Object.entries(OWNED)) {
        tables[kind] = await read(`select t.* ${from} order by t.id`, [externalId]);
      }
      return tables;
    },
    async run(statement) {
      await client.query(statement);
    },
    async inbox() {
      const [inbox] = await read<{ total: number; done: number }>(
        `select count(*)::int as total, count(*) filter (where state = 'done')::int as done
           from floe_billing.webhook_inbox`,
      );
      return inbox ?? { total: 0, done: 0 };
    },
    close: () => client.end(),
  };
}
