import {
  isRequiredNotification,
  NOTIFICATION_KINDS,
  type NotificationPreferences,
} from '../../core/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import type { Query } from './query.ts';

/** `GET /get-notification-preferences`: what the caller themselves is written to about. */
export const getNotificationPreferences: Query<'getNotificationPreferences'> = (_input, caller, context) =>
  readPreferences(caller, context);

/** The caller's preferences as they are now. What they have not chosen is wanted. */
export async function readPreferences(
  { externalId, session, permissions }: Caller,
  { store, clock }: ServerContext,
): Promise<NotificationPreferences> {
  const choices = await store.listNotificationChoices(externalId, session.userId);
  const chosen = new Map(choices.map(({ kind, isWanted }) => [kind, isWanted]));
  return {
    asOf: clock.now(),
    // Mails ask for what only these can do.
    isRecipient: permissions.includes('subscription:manage'),
    preferences: NOTIFICATION_KINDS.map((kind) => {
      const isRequired = isRequiredNotification(kind);
      return { kind, isRequired, isWanted: isRequired || (chosen.get(kind) ?? true) };
    }),
  };
}
