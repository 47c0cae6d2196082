import { type MailContext, sendMail } from '../mail/send-mail.ts';
import type { OutboxMessage, WorkItem } from '../ports/index.ts';
import type { MessageHandlers } from './message-handlers.ts';

/**
 * Hands a message of the outbox over and marks it done: at least once, with its key to do it once.
 *
 * @throws {Error} when nobody takes such messages: they wait, parked in the end, until somebody does.
 */
export async function sendMessage(
  item: WorkItem<OutboxMessage>,
  context: MailContext & MessageHandlers,
): Promise<void> {
  const { key, payload } = item;
  switch (payload.kind) {
    case 'live':
      // Done when it was written; an earlier version may have left one pending.
      break;
    case 'mail':
      // It ends the message itself, together with what it writes.
      return sendMail(item, payload, context);
    case 'callback':
      if (context.onEvent === null) throw new Error('floe-billing: there is no `onEvent` to call.');
      await context.onEvent({ ...payload.event, key });
      break;
    default:
      payload satisfies never;
  }
  await context.store.transaction((transaction) => transaction.finishMessage(item));
}
