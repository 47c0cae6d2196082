import { type LiveEvent, OPERATION_NAMES, type QueryName } from '../../contract/index.ts';
import { isQuery } from '../http/read-input.ts';
import { OWNER_QUERIES } from '../mirror/snapshot-facts.ts';
import type { BillingStore, LiveRecord } from '../ports/index.ts';
import type { EventId } from './event-id.ts';

/** Reads one owner's live messages from a place on. */
export interface LiveReader {
  /**
   * Reads what was committed before the call, and tells it. Looks at the same time share one read, and one more when
   * something came meanwhile. Resolves with whether it succeeded.
   */
  look(): Promise<boolean>;
  /** Looks for messages, and besides at the owner's version, for changes that nobody announced. */
  lookClosely(): Promise<boolean>;
  /** Up to where everything has been told. */
  place(): EventId;
}

/** What a reader reads, and whom it tells. */
export interface LiveReaderOptions {
  store: Pick<BillingStore, 'findLivePosition' | 'listLiveAfter' | 'getBillingState'>;
  externalId: string;
  /** Where it begins. */
  place: EventId;
  onEvent: (event: LiveEvent, at: EventId) => void;
}

/** Creates a reader. */
export function createLiveReader({ store, externalId, place, onEvent }: LiveReaderOptions): LiveReader {
  const startedAtMs = performance.now();
  const everything: LiveEvent = { stale: [...OWNER_QUERIES] };
  let lastId = place.id;
  let version: string | null = null;
  let hasTold = false;
  let running: Promise<boolean> | null = null;
  let next: Promise<boolean> | null = null;

  // By the database's clock at the beginning, so that clocks of processes do not matter.
  const at = (): EventId => ({
    id: lastId,
    seconds: place.seconds + Math.floor((performance.now() - startedAtMs) / 1000),
  });

  function tell(event: LiveEvent): void {
    hasTold = true;
    onEvent(event, at());
  }

  async function readOnce(): Promise<boolean> {
    try {
      const records = await store.listLiveAfter(externalId, lastId);
      if (records === null) {
        lastId = (await store.findLivePosition(externalId)).lastId;
        tell(everything);
      }
      for (const record of records ?? []) {
        lastId = record.id;
        tell({ stale: staleOf(record) });
      }
      return true;
    } catch {
      // The next look is soon; the heartbeat does not wait for anybody.
      return false;
    }
  }

  function look(): Promise<boolean> {
    if (running === null) {
      running = readOnce().finally(() => {
        running = null;
      });
      return running;
    }
    // The read under way may have begun before what is asked for now was there.
    next ??= running.then(() => {
      next = null;
      return look();
    });
    return next;
  }

  async function lookClosely(): Promise<boolean> {
    if (!(await look())) return false;
    const { version: current } = await store.getBillingState(externalId);
    if (version !== null && current !== version) {
      // Its message may have been committed since the look.
      await look();
      if (!hasTold) tell(everything);
    }
    version = current;
    hasTold = false;
    return true;
  }

  return {
    look,
    lookClosely: () => lookClosely().catch(() => false),
    place: at,
  };
}

// A message may have been written by another version of this package.
function staleOf({ stale }: LiveRecord): QueryName[] {
  return stale.filter(isQueryName);
}

function isQueryName(name: string): name is QueryName {
  return OPERATION_NAMES.some((known) => known === name && isQuery(known));
}
