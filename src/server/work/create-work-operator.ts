import type {
  AuditEntry,
  BillingStore,
  ParkedQuery,
  StoreTransaction,
  WorkDetails,
  WorkFilter,
  WorkQueueName,
  WorkSelection,
  WorkSummary,
} from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { redactPayload } from './redact-payload.ts';

const PAGE_LIMIT = 50;
const REPLAY_LIMIT = 1000;

/** Who does something to the work. Their id goes into the audit log; never a name or an address. */
export interface OperatorAct {
  actor: string;
}

/** A page of parked work. */
export interface ListParkedInput extends WorkFilter, OperatorAct {
  queue: WorkQueueName;
  /** @default 50 */
  limit?: number | undefined;
  /** From the page before. @default the first page */
  cursor?: string | null | undefined;
}

/** One piece of work. */
export interface InspectInput extends OperatorAct {
  queue: WorkQueueName;
  id: string;
}

/** A piece of work with what it holds. */
export type InspectedWork = WorkDetails<unknown>;

/** Work to make due again: `ids`, parked or done, or everything `parked` that matches. */
export type ReplayInput = WorkSelection &
  OperatorAct & {
    queue: WorkQueueName;
    /** How many at most. @default 1000 */
    limit?: number | undefined;
  };

/**
 * What an operator may do about work that cannot go on by itself. For admin tools and scripts of the host, never for a
 * browser: it asks nobody for permission. Every act is in the audit log.
 */
export interface WorkOperator {
  /** Parked work, oldest first, without what it holds. */
  listParked(input: ListParkedInput): Promise<{ items: WorkSummary[]; nextCursor: string | null }>;
  /** One piece of work, parked or not; of what it holds, ids, states and amounts only. `null` when there is none. */
  inspect(input: InspectInput): Promise<InspectedWork | null>;
  /** The same with everything a webhook said, names, addresses and secrets of the provider included, as text. */
  inspectWithPersonalData(input: InspectInput): Promise<InspectedWork | null>;
  /** Makes work due at once, attempts counted anew. Returns what was. */
  replay(input: ReplayInput): Promise<WorkSummary[]>;
}

/** Creates the operator's tools. */
export function createWorkOperator({
  store,
  clock,
  wake,
}: Pick<ServerContext, 'store' | 'clock' | 'wake'>): WorkOperator {
  async function audited<Result>(
    { actor }: OperatorAct,
    work: (
      transaction: StoreTransaction,
      note: (entry: Pick<AuditEntry, 'action' | 'details'> & Partial<AuditEntry>) => Promise<void>,
    ) => Promise<Result>,
  ): Promise<Result> {
    if (actor.trim() === '') throw new Error('floe-billing: say who does it: `actor` is empty.');
    const at = clock.now();
    return store.transaction((transaction) =>
      work(transaction, (entry) =>
        transaction.appendAudit({ externalId: null, subjectId: null, at, ...entry, actor }),
      ),
    );
  }

  async function look(input: InspectInput, action: string, show: (found: Found) => unknown) {
    const found = await findWork(store, input);
    await audited(input, (_, note) =>
      note({
        action,
        externalId: found?.details.externalId ?? null,
        subjectId: `${input.queue}:${input.id}`,
        details: { queue: input.queue, isFound: found !== null },
      }),
    );
    return found === null ? null : { ...found.details, payload: show(found) };
  }

  return {
    async listParked({ actor, queue, limit = PAGE_LIMIT, cursor = null, ...filter }) {
      const query: ParkedQuery = { ...filter, limit, cursor };
      const page = await queueOf(store, queue).listParked(query);
      await audited({ actor }, (_, note) =>
        note({
          action: 'work.listed',
          details: { queue, count: page.items.length, ...describeFilter(filter) },
        }),
      );
      return page;
    },

    inspect: (input) => look(input, 'work.inspected', ({ redacted }) => redacted()),
    inspectWithPersonalData: (input) =>
      look(input, 'work.inspected_with_personal_data', ({ whole }) => whole()),

    async replay({ actor, queue, limit = REPLAY_LIMIT, ...selection }) {
      const replayed = await audited({ actor }, async (transaction, note) => {
        const items = await transaction.replayWork(queue, selection, limit);
        const asked = 'ids' in selection ? { ids: selection.ids.length } : describeFilter(selection.parked);
        await note({ action: 'work.replay_asked', details: { queue, count: items.length, ...asked } });
        for (const { id, kind, attempts, externalId } of items) {
          const details = { queue, kind, attempts };
          await note({ action: 'work.replayed', externalId, subjectId: `${queue}:${id}`, details });
        }
        return items;
      });
      if (replayed.length > 0) wake[QUEUE_WAKES[queue]]();
      return replayed;
    },
  };
}

const QUEUE_WAKES = { webhook_inbox: 'inbox', outbox: 'outbox', jobs: 'jobs' } as const;

function queueOf(store: BillingStore, name: WorkQueueName) {
  return { webhook_inbox: store.inbox, outbox: store.outbox, jobs: store.jobs }[name];
}

interface Found {
  details: WorkDetails<unknown>;
  redacted(): unknown;
  whole(): unknown;
}

async function findWork(store: BillingStore, { queue, id }: InspectInput): Promise<Found | null> {
  if (queue !== 'webhook_inbox') {
    const details: WorkDetails<unknown> | null = await store[queue].find(id);
    // Messages and jobs hold ids, amounts and instants only.
    const payload = () => details?.payload ?? null;
    return details === null ? null : { details, redacted: payload, whole: payload };
  }
  const details = await store.inbox.find(id);
  if (details === null) return null;
  const body = details.payload ?? new Uint8Array();
  return {
    details,
    redacted: () => ({ bytes: body.byteLength, json: redactPayload(parseJson(body)) }),
    whole: () => ({ bytes: body.byteLength, text: new TextDecoder().decode(body) }),
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}

function describeFilter({ kind, externalId, from, until }: WorkFilter): AuditEntry['details'] {
  return {
    kind: kind ?? null,
    owner: externalId ?? null,
    from: from ?? null,
    until: until ?? null,
  };
}
