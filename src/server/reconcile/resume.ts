import type { ReconcileCursor, ReconciliationProgress, ResumableKind, Snapshot } from '../ports/index.ts';

/** What a run that was broken off is spared, in its order. All before it is read again: that is quick, and says whose things are. */
const RESUMABLE_STAGES = [
  'invoice',
  'refund',
  'payment',
  'benefit_grant',
  'customer_meter',
  'seat',
  'payment_methods',
] as const satisfies readonly ReconcileCursor['stage'][];

/** After so many single calls progress is kept: a list keeps it after each page. */
const CALLS_BETWEEN_NOTES = 20;

/** How a walk goes on where one before it was broken off, and lets the next one do so. */
export interface Resumption {
  /** The first page of a list that is still to be read; `null` when all of it was. */
  firstPage(kind: ResumableKind): number | null;
  /** Of things that take a call each, those still to be asked for, in the order of their ids. */
  remaining(stage: 'seat' | 'payment_methods', ids: Iterable<string>): string[];
  /** Notes that a page was read, and whether it was the last one. */
  pageRead(kind: ResumableKind, page: number, isLast: boolean): Promise<void>;
  /** Notes that one thing was asked for. */
  asked(stage: 'seat' | 'payment_methods', id: string): Promise<void>;
}

/** Goes on at a cursor; `null` begins at the beginning. */
export function resumeAt(
  cursor: ReconcileCursor | null,
  keep: (cursor: ReconcileCursor) => Promise<void>,
): Resumption {
  let calls = 0;
  const isPassed = (stage: ReconcileCursor['stage']): boolean =>
    cursor !== null && RESUMABLE_STAGES.indexOf(cursor.stage) > RESUMABLE_STAGES.indexOf(stage);
  return {
    firstPage(kind) {
      if (isPassed(kind)) return null;
      return cursor !== null && 'page' in cursor && cursor.stage === kind ? cursor.page : 1;
    },
    remaining(stage, ids) {
      if (isPassed(stage)) return [];
      const after = cursor !== null && 'after' in cursor && cursor.stage === stage ? cursor.after : '';
      return [...ids].sort().filter((id) => id > after);
    },
    pageRead: (kind, page, isLast) => keep(isLast ? BEGINNING_AFTER[kind] : { stage: kind, page: page + 1 }),
    async asked(stage, id) {
      calls += 1;
      if (calls % CALLS_BETWEEN_NOTES === 0) await keep({ stage, after: id });
    },
  };
}

const BEGINNING_AFTER: Readonly<Record<ResumableKind, ReconcileCursor>> = {
  invoice: { stage: 'refund', page: 1 },
  refund: { stage: 'payment', page: 1 },
  payment: { stage: 'benefit_grant', page: 1 },
  benefit_grant: { stage: 'customer_meter', page: 1 },
  customer_meter: { stage: 'seat', after: '' },
};

/** Begins at the beginning and keeps nothing: for what is quick, such as one owner. */
export const fromTheBeginning: Resumption = resumeAt(null, async () => undefined);

/** What a run counts on from: what is read again is counted again. */
export function countsOf(
  progress: ReconciliationProgress,
): Pick<ReconciliationProgress, 'read' | 'repaired' | 'drift'> {
  const { read, repaired, drift } = progress;
  const isKept = (kind: string): boolean => RESUMABLE_STAGES.some((stage) => stage === kind);
  // The keys stay what they were.
  const counted = Object.fromEntries(
    Object.entries(read).map(([kind, count]) => [kind, isKept(kind) ? count : 0]),
  ) as Record<Snapshot['kind'], number>;
  return { read: counted, repaired: { ...repaired }, drift: structuredClone(drift) };
}
