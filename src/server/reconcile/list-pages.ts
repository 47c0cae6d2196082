import type { PagedKind, RecordSnapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { ReconcileWalk } from './mirror-one.ts';

/** Everything of a kind, of one customer or of everyone. */
export async function* listAll(
  kind: PagedKind,
  customerId: string | null,
  context: ServerContext,
  walk: ReconcileWalk,
): AsyncGenerator<RecordSnapshot> {
  for await (const { snapshots } of listPages(kind, customerId, context, walk, 1)) yield* snapshots;
}

/** The same page by page, counted from 1. */
export async function* listPages(
  kind: PagedKind,
  customerId: string | null,
  { provider }: ServerContext,
  { unreadable, signal }: ReconcileWalk,
  firstPage: number,
): AsyncGenerator<{ page: number; snapshots: RecordSnapshot[]; isLast: boolean }> {
  const filter = customerId === null ? {} : { customerId };
  for (let page = firstPage; ; page += 1) {
    signal.throwIfAborted();
    const { snapshots, isLast, isRefused } = await provider.readPage(kind, { page, ...filter });
    if (isRefused) unreadable.add(kind);
    yield { page, snapshots, isLast };
    if (isLast) return;
  }
}
