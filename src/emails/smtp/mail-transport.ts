/** A mail on its way: every text is one line where it must be, and from whoever it says. */
export interface OutgoingMail {
  /** With its brackets: `<…@app.example>`. The same in every attempt. */
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  /** @default none */
  replyTo?: string | undefined;
  subject: string;
  html: string;
  text: string;
  /** More lines of the head. */
  headers: Readonly<Record<string, string>>;
}

/** Takes mails to where they are sent from. `createSmtpTransport` of `floe-billing/emails/smtp` makes one. */
export interface MailTransport {
  /**
   * Resolves when the mail is in other hands. Rejects to be asked again, and with an error whose `isPermanent` is `true` when
   * that is of no use. What it rejects with is logged: it names no address and quotes no server.
   */
  send(mail: OutgoingMail): Promise<void>;
}
