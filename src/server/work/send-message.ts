import { isRequiredNotification } from '../../core/index.ts';
import type { BillingStore, MailMessage, OutboxMessage, WorkItem } from '../ports/index.ts';
import type { MessageHandlers } from './message-handlers.ts';

/**
 * Hands a message of the outbox over and marks it done: at least once, with its key to do it once.
 *
 * @throws {Error} when nobody takes such messages: they wait, parked in the end, until somebody does.
 */
export async function sendMessage(
  item: WorkItem<OutboxMessage>,
  store: Pick<BillingStore, 'transaction' | 'listNotificationChoices'>,
  { deliverMail, onEvent }: MessageHandlers,
): Promise<void> {
  const { key, payload } = item;
  switch (payload.kind) {
    case 'live':
      // Done when it was written; an earlier version may have left one pending.
      break;
    case 'mail':
      if (deliverMail === null) throw new Error('floe-billing: there is nobody to deliver mails.');
      await deliverMail({ ...payload, unwantedBy: await listUnwanting(payload, store) }, key);
      break;
    case 'callback':
      if (onEvent === null) throw new Error('floe-billing: there is no `onEvent` to call.');
      await onEvent({ ...payload.event, key });
      break;
    default:
      payload satisfies never;
  }
  await store.transaction((transaction) => transaction.finishMessage(item));
}

async function listUnwanting(
  { externalId, message }: MailMessage,
  store: Pick<BillingStore, 'listNotificationChoices'>,
): Promise<string[]> {
  if (isRequiredNotification(message)) return [];
  const choices = await store.listNotificationChoices(externalId);
  return choices.filter(({ kind, isWanted }) => kind === message && !isWanted).map(({ userId }) => userId);
}
