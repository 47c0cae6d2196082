import { listSeatsCustomerSeats } from '@polar-sh/sdk/2026-10/services/customer_seats';
import { BillingError } from '../core/index.ts';
import type {
  PagedKind,
  PaymentProvider,
  RecordPage,
  RecordPageQuery,
  RecordSnapshot,
  SeatRecord,
} from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { createRecordKinds } from './record-kinds.ts';
import { toSeatRecord } from './records/seat.ts';
import { fetchPage, PAGE_SIZE, readEntries } from './walk-pages.ts';

/** Without these there is nothing to show. */
const REQUIRED_KINDS: readonly PagedKind[] = ['customer', 'product', 'subscription', 'invoice'];

/** Reads of everything the mirror keeps, the same way for each kind. */
export function createRecordOperations(
  client: PolarClient,
  { getCheckout }: Pick<PaymentProvider, 'getCheckout'>,
): Pick<PaymentProvider, 'readPage' | 'readAgain' | 'listSeats'> {
  const kinds = createRecordKinds(client.core);

  async function readPage<Kind extends PagedKind>(
    kind: Kind,
    { page, customerId }: RecordPageQuery,
  ): Promise<RecordPage> {
    const operation = `list ${kind}`;
    const query = { page, limit: PAGE_SIZE, customer_id: customerId ?? null };
    const send = REQUIRED_KINDS.includes(kind) ? client.send : client.sendOptional;
    const answer = await fetchPage(() => send(operation, () => kinds[kind].list(query)));
    if (answer === null) return { snapshots: [], isLast: true, isRefused: true };
    const { items, pagination } = answer;
    const snapshots = items
      .flatMap((read) => readEntries(client, operation, read))
      .filter((record) => record !== null)
      // Which record goes with which kind is what `kinds` says; the union of both is beyond the compiler here.
      .map((record) => ({ kind, record }) as RecordSnapshot);
    return { snapshots, isLast: page >= pagination.max_page, isRefused: false };
  }

  async function listSeats(subscriptionId: string): Promise<SeatRecord[] | null> {
    try {
      const seats = await client.sendOptional(
        'list seats',
        async () => (await listSeatsCustomerSeats(client.core)({ subscription_id: subscriptionId })).seats,
      );
      if (seats === null) return null;
      return seats
        .flatMap((seat) => readEntries(client, 'list seats', () => toSeatRecord(seat)))
        .filter((seat) => seat !== null);
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  }

  async function read(snapshot: RecordSnapshot): Promise<RecordSnapshot | null> {
    const { kind, record } = snapshot;
    if (kind === 'checkout') return { kind, record: await getCheckout(record.id) };
    if (kind === 'seat') {
      const seats = await listSeats(record.subscriptionId);
      if (seats === null) return snapshot;
      const seat = seats.find(({ id }) => id === record.id);
      return seat === undefined ? null : { kind, record: seat };
    }
    return readPaged(kind, snapshot);
  }

  async function readPaged<Kind extends PagedKind>(
    kind: Kind,
    snapshot: RecordSnapshot<Kind>,
  ): Promise<RecordSnapshot | null> {
    const send = REQUIRED_KINDS.includes(kind) ? client.send : client.sendOptional;
    const answer = await send(`get ${kind}`, async () => ({
      record: await kinds[kind].get(snapshot.record),
    }));
    // What may not be read stays as it was told.
    if (answer === null) return snapshot as RecordSnapshot;
    return answer.record === null ? null : ({ kind, record: answer.record } as RecordSnapshot);
  }

  return {
    readPage,
    listSeats,
    async readAgain(snapshot) {
      try {
        return await read(snapshot);
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
  };
}

function isNotFound(error: unknown): boolean {
  return BillingError.is(error) && error.code === 'not_found';
}
