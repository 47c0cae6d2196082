import type { RequestLog } from '../../control/request-log.ts';
import type { EmulatorCore } from '../../core.ts';
import type { SnapshotShelf } from '../../state/snapshots.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Surroundings } from '../page.ts';

/** What a page of the control looks at. */
export interface ControlView {
  core: EmulatorCore;
  snapshots: SnapshotShelf;
  requests: RequestLog;
  /** Reads the state; what it writes is thrown away. */
  transaction: Transaction;
  around: Surroundings;
  query: Readonly<Record<string, string>>;
}
