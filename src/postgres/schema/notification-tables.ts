import { boolean, check, primaryKey, text } from 'drizzle-orm/pg-core';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../core/index.ts';
import { oneOf } from './columns.ts';
import { owners } from './mirror-tables.ts';
import { floeBilling, updatedAt } from './namespace.ts';

/** What people have said about mails. What nobody has chosen has no row. */
export const notificationPreferences = floeBilling.table(
  'notification_preferences',
  {
    externalId: text('external_id')
      .notNull()
      .references(() => owners.externalId),
    userId: text('user_id').notNull(),
    kind: text('kind').$type<NotificationKind>().notNull(),
    isWanted: boolean('is_wanted').notNull(),
    updatedAt,
  },
  (table) => [
    primaryKey({ columns: [table.externalId, table.userId, table.kind] }),
    check('notification_preferences_kind_check', oneOf(table.kind, NOTIFICATION_KINDS)),
  ],
);
