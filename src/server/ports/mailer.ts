import type { MailDetails } from './mail-details.ts';
import type { MailMessage, MailName } from './outbox-message.ts';

/** An e-mail as it is handed over: what is personal or may have changed is read when it leaves. */
export type DueMail = {
  [Name in MailName]: MailMessage & {
    message: Name;
    /** Who it is for; `null` where the server was not told who the recipients are: then it is for all of them. */
    recipientId: string | null;
    /** Ids of the people who have switched such mails off for this owner. Empty for mails that are owed. */
    unwantedBy: readonly string[];
    /** What the owner is called; `null` when that is not known. */
    ownerName: string | null;
    /** The facts, with what they refer to; `null` when this version cannot read them. */
    details: MailDetails[Name] | null;
  };
}[MailName];

/** Who is written to, and how a mail gets there. `createMailer` of `floe-billing/emails` makes one. */
export interface Mailer {
  /**
   * Ids of the people who are to have a mail about an owner's billing: of its users, as `authenticate` names them. Each
   * gets a mail of their own, so that one that cannot be delivered holds up nobody else's. Who does not want it is left out
   * by the server.
   */
  listMailRecipients(mail: MailMessage): Promise<readonly string[]>;
  /**
   * Hands one mail over: at least once, with a key that must become its Message-ID. Rejects to be asked again; with an
   * error whose `isPermanent` is `true` when asking again is of no use, so that a person looks at it.
   */
  deliverMail(mail: DueMail, key: string): Promise<void>;
}
