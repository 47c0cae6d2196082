import type { MailTransport, OutgoingMail } from 'floe-billing/emails';

/** A mail as the mailbox keeps it. */
export interface KeptMail extends OutgoingMail {
  id: string;
  /** When it came, by the test clock. */
  at: string;
}

/** Where TenderTrack's mails end: nothing leaves this machine. */
export interface Mailbox extends MailTransport {
  /** Mails to an address, newest first. */
  list(address: string): KeptMail[];
  /** A mail to an address; `null` when it is somebody else's, or none. */
  find(id: string, address: string): KeptMail | null;
}

const MOST = 500;

/** Creates the mailbox. It is forgotten when the demo stops. */
export function createMailbox(now: () => string): Mailbox {
  const mails: KeptMail[] = [];
  let count = 0;
  return {
    async send(mail) {
      // A mail that is handed over again, after a crash, has the Message-ID it had: a reader sees it once.
      if (mails.some(({ messageId }) => messageId === mail.messageId)) return;
      count += 1;
      mails.unshift({ ...mail, id: String(count), at: now() });
      mails.splice(MOST);
    },
    list: (address) => mails.filter(({ to }) => to.address === address),
    find: (id, address) => mails.find((mail) => mail.id === id && mail.to.address === address) ?? null,
  };
}
