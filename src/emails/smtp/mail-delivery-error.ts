/** A mail was not handed over. Its message names no address and quotes no server, so that it can be logged. */
export class MailDeliveryError extends Error {
  override readonly name = 'MailDeliveryError';
  /** Asking again is of no use. */
  readonly isPermanent: boolean;
  /** What kind of failure it was: the mail server's status, else a word such as `ETIMEDOUT`. */
  readonly code: string;

  constructor(message: string, options: { isPermanent: boolean; code: string }) {
    super(`floe-billing: ${message}`);
    this.isPermanent = options.isPermanent;
    this.code = options.code;
  }
}
