import { z } from 'zod';
import { INTERVALS, type Instant } from '../../core/index.ts';

/** What Polar sent cannot be read as what it should be: a newer API, or a broken answer. Holds paths, no values. */
export class PolarShapeError extends Error {
  override readonly name = 'PolarShapeError';
}

/** Enough to see what is wrong; a broken answer lacks everything. */
const MOST_PROBLEMS_SHOWN = 3;

/**
 * The part of Polar's answer that Floe reads; what the schema does not name is dropped.
 *
 * @throws {PolarShapeError} naming what is wrong, and where.
 */
export function readWire<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  noun: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).join('; ');
  throw new PolarShapeError(`floe-billing: cannot read Polar's ${noun}. ${shown}`);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

// A `Date` would cut the microseconds that order two snapshots of one second.
function toUtc(text: string): Instant | null {
  const [, seconds, fraction = '', zone] = INSTANT.exec(text) ?? [];
  if (seconds === undefined || zone === undefined) return null;
  const time = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(time)) return null;
  return `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`;
}

/** An instant, in UTC, with its fraction of a second as sent. */
export const wireInstant = z.string().transform((text, context): Instant => {
  const instant = toUtc(text);
  if (instant !== null) return instant;
  context.addIssue({ code: 'custom', message: 'Not an ISO 8601 instant' });
  return z.NEVER;
});

/** An instant that may be missing. */
export const wireOptionalInstant = wireInstant.nullish().transform((instant) => instant ?? null);

/** A text that may be missing. */
export const wireOptionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);

/** The address of a page that people are sent to: never `javascript:`, `data:` or whatever else a browser would run. */
export const wirePage = z.url({ protocol: /^https?$/ });

/** What a period is counted in. */
export const wireInterval = z.enum(INTERVALS);

/** Whole minor units. */
export const wireAmount = z.int();

/** An ISO 4217 code, which Polar writes in lower case. */
export const wireCurrency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase());

/** When an entity came to be and when it last changed; Polar leaves `modified_at` empty until it changes. */
export const wireTimestamps = { created_at: wireInstant, modified_at: wireOptionalInstant };

/** The two instants every record has. */
export function toTimestamps(wire: { created_at: Instant; modified_at: Instant | null }) {
  return { createdAt: wire.created_at, modifiedAt: wire.modified_at ?? wire.created_at };
}
