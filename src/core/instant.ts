/** A point in time as an ISO 8601 string in UTC, such as `2026-11-23T10:00:00.000Z`. */
export type Instant = string;

/** What a period of billing is counted in. */
export type Interval = 'day' | 'week' | 'month' | 'year';

/** Every {@link Interval}, shortest first. */
export const INTERVALS: readonly Interval[] = ['day', 'week', 'month', 'year'];

const DAY_IN_MS = 86_400_000;

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** Whole days from `from` to `to`, a started day counted as one; `0` when `to` is not later. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.ceil(millisecondsBetween(from, to) / DAY_IN_MS));
}

/** Whether `left` is earlier than `right`. */
export function isBefore(left: Instant, right: Instant): boolean {
  return Date.parse(left) < Date.parse(right);
}
