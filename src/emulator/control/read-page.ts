import type { Context } from 'hono';
import { read } from '../http/call.ts';
import type { Page } from '../http/lists.ts';
import { integer } from '../http/schema.ts';

/** A page of a list that a request asks for. */
export interface AskedPage {
  page: number;
  limit: number;
}

function readNumber(context: Context, name: string, fallback: number, max: number): number {
  const text = context.req.query(name);
  if (text === undefined) return fallback;
  // What is no number is shown to the schema as it is, which then says so.
  const value = /^\d{1,15}$/.test(text) ? Number(text) : text;
  return read(integer({ min: 1, max }), value, ['query', name]);
}

/**
 * Reads `page` and `limit` of a query: 1 and 50 unless said, at most a thousand rows.
 *
 * @throws {PolarApiError} 422 for what is no number.
 */
export function readPage(context: Context): AskedPage {
  return {
    page: readNumber(context, 'page', 1, 99_999_999),
    limit: readNumber(context, 'limit', 50, 1000),
  };
}

/** Cuts a page out of a list. */
export function cutPage<T>(items: readonly T[], { page, limit }: AskedPage): Page<T> {
  return {
    items: items.slice((page - 1) * limit, page * limit),
    pagination: { total_count: items.length, max_page: Math.ceil(items.length / limit) },
  };
}
