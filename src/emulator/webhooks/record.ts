import type { DeliveryRow, EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** An event with every attempt to deliver it, for the control API: what was sent where, and what was answered. */
export interface EventRecord extends EventRow {
  deliveries: DeliveryRow[];
}

/** The record of an event; its attempts stand in the order in which they were made. */
export function toRecord(transaction: Transaction, event: EventRow): EventRecord {
  return { ...event, deliveries: transaction.by('webhook_deliveries', 'event_id', event.id) };
}
