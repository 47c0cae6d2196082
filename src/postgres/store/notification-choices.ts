import { and, eq } from 'drizzle-orm';
import type { NotificationChoice } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { notificationPreferences } from '../schema/index.ts';
import { lockOwner } from './owner-rows.ts';

const { externalId: ofOwner, userId: ofUser, kind: ofKind } = notificationPreferences;

/** Keeps a choice and returns the one before it. */
export async function saveNotificationChoice(
  transaction: Sql,
  externalId: string,
  choice: NotificationChoice,
): Promise<boolean | null> {
  await lockOwner(transaction, externalId);
  const [before] = await transaction
    .select({ isWanted: notificationPreferences.isWanted })
    .from(notificationPreferences)
    .where(and(eq(ofOwner, externalId), eq(ofUser, choice.userId), eq(ofKind, choice.kind)));
  await transaction
    .insert(notificationPreferences)
    .values({ externalId, ...choice })
    .onConflictDoUpdate({ target: [ofOwner, ofUser, ofKind], set: { isWanted: choice.isWanted } });
  return before?.isWanted ?? null;
}

/** What people of an owner have said, or one of them. */
export function listNotificationChoices(
  db: Sql,
  externalId: string,
  userId?: string,
): Promise<NotificationChoice[]> {
  const { kind, isWanted } = notificationPreferences;
  return db
    .select({ userId: ofUser, kind, isWanted })
    .from(notificationPreferences)
    .where(and(eq(ofOwner, externalId), userId === undefined ? undefined : eq(ofUser, userId)))
    .orderBy(ofUser, kind);
}
