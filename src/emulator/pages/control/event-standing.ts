import type { EventRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { isArchived } from '../../webhooks/archive.ts';
import type { Standing } from '../portal/words.ts';

/** How the delivery of an event stands. */
export function standingOfEvent(transaction: Transaction, event: EventRow): Standing {
  if (event.skipped) return { word: 'Skipped', tone: 'over' };
  if (event.succeeded === true) return { word: 'Delivered', tone: 'good' };
  if (event.succeeded === false) return { word: 'Given up', tone: 'bad' };
  if (event.faults?.isDropped === true) return { word: 'Dropped', tone: 'bad' };
  if (event.next_attempt_at !== null) return { word: 'Failed, to be retried', tone: 'bad' };
  if (isArchived(event, transaction.now)) return { word: 'Archived', tone: 'over' };
  return { word: 'Waiting', tone: 'calm' };
}
