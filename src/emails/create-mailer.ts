import { isRequiredNotification } from '../core/index.ts';
import type { DueMail, Mailer } from '../server/ports/index.ts';
import { type CreateMailWriterOptions, createMailWriter, type MailWriter } from './create-mail-writer.ts';
import { messageIdOf } from './message-id.ts';
import { MailDeliveryError } from './smtp/mail-delivery-error.ts';
import type { MailTransport } from './smtp/mail-transport.ts';
import { cleanText } from './text/clean-text.ts';
import { isMailAddress } from './text/mail-address.ts';

/** Somebody who is written to. */
export interface MailRecipient {
  /** The user's id, as `authenticate` says it: choices about mails are kept by it. */
  id: string;
  address: string;
  /** @default none */
  name?: string | null | undefined;
  /** BCP 47 tag of the language they read. @default the mailer's */
  locale?: string | null | undefined;
  /** IANA name of the zone that dates are written in. @default the mailer's */
  timeZone?: string | null | undefined;
}

/** Options of {@link createMailer}. */
export interface CreateMailerOptions extends CreateMailWriterOptions {
  transport: MailTransport;
  /** The address mails come from; the name beside it is the brand's. */
  from: string;
  /** Where answers go. @default to `from` */
  replyTo?: string | undefined;
  /**
   * Who manages an owner's billing, and is therefore written to. Asked for each mail, and again when it leaves: whoever is no
   * longer among them gets none. `externalId` is the owner's key, `organization_<id>` or `user_<id>` unless the server was
   * told otherwise.
   */
  listRecipients: (externalId: string) => Promise<readonly MailRecipient[]> | readonly MailRecipient[];
}

/**
 * Creates what a billing server sends e-mails with.
 *
 * @throws {Error} for a brand, an address or a language that cannot be used.
 * @example
 * const mailer = createMailer({
 *   transport: createSmtpTransport({ url: 'smtps://user:secret@mail.app.example' }),
 *   from: 'billing@app.example',
 *   brand: { name: 'Example' },
 *   billingUrl: 'https://app.example/settings/billing',
 *   listRecipients: (externalId) => listBillingManagers(externalId),
 * });
 * const billing = createBillingServer({ ...options, ...mailer });
 */
export function createMailer(options: CreateMailerOptions): Mailer {
  const { transport, from, replyTo, listRecipients } = options;
  for (const address of [from, ...(replyTo === undefined ? [] : [replyTo])]) {
    if (!isMailAddress(address)) throw new Error(`floe-billing: "${address}" is not a plain mail address.`);
  }
  const writer = createMailWriter(options);
  const sender = { name: cleanText(options.brand.name), address: from };

  return {
    async listMailRecipients({ externalId }) {
      return (await listRecipients(externalId)).map(({ id }) => id);
    },
    async deliverMail(mail, key) {
      const recipients = await listRecipients(mail.externalId);
      const recipient = recipients.find(({ id }) => id === mail.recipientId);
      // Between the writing and now they have ceased to manage this billing.
      if (recipient === undefined) return;
      if (!isMailAddress(recipient.address)) {
        throw new MailDeliveryError('the recipient has no plain mail address.', {
          isPermanent: true,
          code: 'EADDRESS',
        });
      }
      const written = await write(writer, mail, recipient);
      await transport.send({
        messageId: await messageIdOf(key, from),
        from: sender,
        to: { name: cleanText(recipient.name ?? ''), address: recipient.address },
        replyTo,
        subject: written.subject,
        html: written.html,
        text: written.text,
        headers: headersOf(mail, written.language, options.preferencesUrl),
      });
    },
  };
}

function write(writer: MailWriter, mail: DueMail, recipient: MailRecipient) {
  const { message, details, ownerName } = mail;
  if (details === null) {
    throw new MailDeliveryError(`this version cannot read what a ${message} mail is about.`, {
      isPermanent: true,
      code: 'EDETAILS',
    });
  }
  const { locale, timeZone } = recipient;
  // The details are those of the message: one union of both, which a generic call cannot follow.
  return writer.write({ message, details, ownerName, locale, timeZone } as Parameters<
    MailWriter['write']
  >[0]);
}

function headersOf(
  mail: DueMail,
  language: string,
  preferencesUrl: string | undefined,
): Record<string, string> {
  return {
    'Content-Language': language,
    // So that out-of-office notes stay at home.
    // @see https://www.rfc-editor.org/rfc/rfc3834#section-5
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    // The page asks who it is, so it is not offered for one-click unsubscribing (RFC 8058), which must not.
    ...(isRequiredNotification(mail.message) || preferencesUrl === undefined
      ? {}
      : { 'List-Unsubscribe': `<${new URL(preferencesUrl).href}>` }),
  };
}
