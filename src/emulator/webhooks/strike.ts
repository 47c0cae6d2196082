import type { EventFaults, EventRow } from '../state/rows.ts';
import type { Faults, SettingsRow } from '../state/settings.ts';
import type { Transaction } from '../state/transaction.ts';

const attemptFaults = [
  'wrongSignature',
  'clockSkew',
  'truncatedBody',
  'unknownType',
  'unknownFields',
  'unknownValues',
  'networkError',
  'timeout',
] as const satisfies readonly (keyof Faults)[];

/** What goes wrong with one attempt. */
export interface AttemptFaults {
  names: ReadonlySet<(typeof attemptFaults)[number]>;
  /** How far `webhook-timestamp` is ahead. */
  skewSeconds: number;
}

/** An attempt with which nothing goes wrong. */
export const noAttemptFaults: AttemptFaults = { names: new Set(), skewSeconds: 0 };

function strike<Name extends keyof Faults>(
  transaction: Transaction,
  name: Name,
  type: EventRow['type'],
): Faults[Name] | null {
  const settings = transaction.need('settings', 'settings');
  const fault = settings.faults[name];
  if (fault === null || (fault.types !== null && !fault.types.includes(type))) return null;
  if (fault.times !== null) {
    const left = fault.times === 1 ? null : { ...fault, times: fault.times - 1 };
    transaction.put('settings', { ...settings, faults: { ...settings.faults, [name]: left } });
  }
  return fault;
}

/** Lets the faults of events strike a new one, and counts that; `null` when none does. */
export function strikeEvent(transaction: Transaction, type: EventRow['type']): EventFaults | null {
  const harmless = { isDropped: false, isDuplicated: false, isReordered: false, delayMs: 0 };
  if (strike(transaction, 'drop', type) !== null) return { ...harmless, isDropped: true };
  const isDuplicated = strike(transaction, 'duplicate', type) !== null;
  const delay = strike(transaction, 'delay', type);
  const reorder = strike(transaction, 'reorder', type);
  if (!isDuplicated && delay === null && reorder === null) return null;
  const delayMs = (delay?.ms ?? 0) + (reorder?.ms ?? 0);
  return { ...harmless, isDuplicated, isReordered: reorder !== null, delayMs };
}

/** Whether a fault of attempts is switched on at all. */
export function canStrikeAttempts(settings: SettingsRow | undefined): boolean {
  return attemptFaults.some((name) => (settings?.faults[name] ?? null) !== null);
}

/** Lets the faults of attempts strike the next one, and counts that. */
export function strikeAttempt(transaction: Transaction, type: EventRow['type']): AttemptFaults {
  const skew = strike(transaction, 'clockSkew', type);
  const names = new Set(
    attemptFaults.filter((name) => name !== 'clockSkew' && strike(transaction, name, type) !== null),
  );
  return { names, skewSeconds: skew?.seconds ?? 0 };
}
