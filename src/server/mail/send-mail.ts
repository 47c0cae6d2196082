import { isRequiredNotification } from '../../core/index.ts';
import type { BillingStore, DueMail, MailMessage, MailName, WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { PermanentWorkError } from '../work/permanent-work-error.ts';
import { describeMail } from './describe-mail.ts';

/** What sending works with. */
export type MailContext = Pick<
  ServerContext,
  'store' | 'readCatalog' | 'deliverMail' | 'listMailRecipients' | 'mailExit' | 'logger' | 'wake'
>;

/**
 * Makes of a mail one for each of its recipients, in one transaction, or hands over one that has its recipient. A process
 * that dies between the hand-over and the record of it repeats that one mail to that one person, with the same key: mails
 * leave one by one, so that there is no other between the two.
 */
export async function sendMail(
  item: WorkItem<unknown>,
  mail: MailMessage,
  context: MailContext,
): Promise<void> {
  const { store, deliverMail, listMailRecipients } = context;
  if (deliverMail === null) throw new Error('floe-billing: there is nobody to deliver mails.');
  const unwantedBy = await listUnwanting(mail, store);
  const { recipientId } = mail;
  if (recipientId === undefined && listMailRecipients !== null)
    return fanOut(item, mail, unwantedBy, context);

  const finish = (outcome: string) =>
    store.transaction((transaction) => transaction.finishMessage(item, outcome));
  if (recipientId !== undefined && unwantedBy.includes(recipientId)) return finish('unwanted');
  const due = await toDueMail(mail.message, mail, unwantedBy, context);
  await context.mailExit(async () => {
    await deliverMail(due, item.key).catch((error: unknown) => {
      if (!isPermanent(error)) throw error;
      throw new PermanentWorkError('The mail cannot be delivered.', { cause: error });
    });
    await finish('sent');
  });
}

async function fanOut(
  item: WorkItem<unknown>,
  mail: MailMessage,
  unwantedBy: readonly string[],
  { store, listMailRecipients, logger, wake }: MailContext,
): Promise<void> {
  const listed = new Set(await listMailRecipients?.(mail));
  const wanting = [...listed].filter((id) => !unwantedBy.includes(id));
  if (listed.size === 0) logger.warn({ key: item.key }, 'There is nobody to send a mail to.');
  await store.transaction(async (transaction) => {
    for (const recipientId of wanting) {
      await transaction.enqueueMessage(`${item.key}:to:${recipientId}`, { ...mail, recipientId });
    }
    await transaction.finishMessage(item, `recipients:${wanting.length}`);
  });
  wake.outbox();
}

async function toDueMail<Name extends MailName>(
  message: Name,
  mail: MailMessage,
  unwantedBy: readonly string[],
  context: MailContext,
): Promise<DueMail> {
  const customer = await context.store.findCustomerByExternalId(mail.externalId);
  // The details are those of the message, which the compiler cannot see through the generic name.
  return {
    ...mail,
    message,
    recipientId: mail.recipientId ?? null,
    unwantedBy,
    ownerName: customer?.name ?? null,
    details: await describeMail(message, mail, context),
  } as DueMail;
}

async function listUnwanting(
  { externalId, message }: MailMessage,
  store: Pick<BillingStore, 'listNotificationChoices'>,
): Promise<string[]> {
  if (isRequiredNotification(message)) return [];
  const choices = await store.listNotificationChoices(externalId);
  return choices.filter(({ kind, isWanted }) => kind === message && !isWanted).map(({ userId }) => userId);
}

function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'isPermanent' in error && error.isPermanent === true;
}
