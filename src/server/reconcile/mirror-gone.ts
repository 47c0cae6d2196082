import type { MortalKind, RecordSnapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { mirrorOne, type ReconcileWalk } from './mirror-one.ts';

const PAGE = 1000;

/** What the mirror has and a list of the provider's did not have: deleted, or come while it was read. */
export async function* listUnmet(
  kind: MortalKind,
  met: { has(id: string): boolean },
  { store }: ServerContext,
): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const ids = await store.reconciliations.listPresentIds(kind, { limit: PAGE, after });
    yield* ids.filter((id) => !met.has(id));
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE) return;
    after = last;
  }
}

/** Writes as deleted what the mirror has and the provider has no more: each is asked for once more before. */
export async function mirrorGone(
  kind: 'benefit' | 'discount',
  met: ReadonlySet<string>,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<void> {
  if (walk.unreadable.has(kind)) return;
  for await (const id of listUnmet(kind, met, context)) {
    walk.signal.throwIfAborted();
    const snapshot = await findSnapshot(kind, id, context);
    if (snapshot === null || (await context.provider.readAgain(snapshot)) !== null) continue;
    await mirrorOne(asDeleted(snapshot), null, context, walk, true);
  }
}

type Deletable = RecordSnapshot<'benefit'> | RecordSnapshot<'discount'>;

async function findSnapshot(
  kind: Deletable['kind'],
  id: string,
  { store: { reconciliations } }: ServerContext,
): Promise<Deletable | null> {
  if (kind === 'benefit') {
    const record = await reconciliations.findRecord(kind, id);
    return record && { kind, record };
  }
  const record = await reconciliations.findRecord(kind, id);
  return record && { kind, record };
}

function asDeleted(snapshot: Deletable): Deletable {
  return snapshot.kind === 'benefit'
    ? { kind: 'benefit', record: { ...snapshot.record, isDeleted: true } }
    : { kind: 'discount', record: { ...snapshot.record, isDeleted: true } };
}
