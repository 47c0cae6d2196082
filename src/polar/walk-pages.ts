import { BillingError } from '../core/index.ts';
import type { PolarClient } from './polar-client.ts';
import { PolarShapeError } from './records/read-wire.ts';

/** The most Polar gives at once. */
export const PAGE_SIZE = 100;
const MAX_ATTEMPTS = 5;
const LONGEST_WAIT_IN_SECONDS = 60;

/** A page as Polar answers it. */
export interface Page<Item> {
  items: Item[];
  pagination: { max_page: number };
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Walking everything meets Polar's limit of 500 requests a minute sooner or later: that is a pause, not a failure. */
export async function fetchPage<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const isLimited = BillingError.is(error) && error.code === 'rate_limited';
      if (!isLimited || attempt === MAX_ATTEMPTS) throw error;
      await wait(Math.min(error.retryAfterSeconds ?? 2 ** (attempt - 1), LONGEST_WAIT_IN_SECONDS));
    }
  }
}

/** How a list of Polar's is read. */
export interface WalkPagesOptions<Item, Record> {
  /** Names the request in the log. */
  operation: string;
  /** Asks for one page, counted from 1. */
  fetchPage: (query: { page: number; limit: number }) => Promise<Page<Item>>;
  toRecord: (item: Item) => Record;
}

/**
 * Every entry of a list, page after page. Waits as long as Polar asks when the rate limit is met. An entry that
 * cannot be read is logged and left out, so that one of a newer kind does not hide all others.
 */
export async function* walkPages<Item, Record>(
  client: PolarClient,
  { operation, fetchPage: fetch, toRecord }: WalkPagesOptions<Item, Record>,
): AsyncGenerator<Record> {
  for (let page = 1; ; page += 1) {
    const { items, pagination } = await fetchPage(() =>
      client.send(operation, () => fetch({ page, limit: PAGE_SIZE })),
    );
    for (const item of items) {
      const records = readEntries(client, operation, () => toRecord(item));
      yield* records;
    }
    if (page >= pagination.max_page) return;
  }
}

/** What an entry says, in a list that is empty when it cannot be read. */
export function readEntries<Record>(client: PolarClient, operation: string, read: () => Record): Record[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof PolarShapeError)) throw error;
    client.logger.error({ operation }, error.message);
    return [];
  }
}
