import { MailDeliveryError } from './mail-delivery-error.ts';

/** Where a refusal is of this one mail. Of a sign-in or a greeting, it is of all, and ends when somebody mends it. */
const ABOUT_THIS_MAIL = /^(MAIL FROM|RCPT TO|DATA|BDAT)/;

/**
 * What a failed hand-over becomes: without the server's words, which quote addresses. A 5xx about this mail is the last word
 * on it; a 4xx, a broken connection and a refused sign-in are not.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
export function toDeliveryError(error: unknown): MailDeliveryError {
  const { code, command, responseCode } = readError(error);
  if (responseCode !== null) {
    const isPermanent = responseCode >= 500 && ABOUT_THIS_MAIL.test(command);
    return new MailDeliveryError(`the mail server answered ${responseCode} to ${wordOf(command)}.`, {
      isPermanent,
      code: String(responseCode),
    });
  }
  return new MailDeliveryError(`the mail could not be handed over (${code}).`, { isPermanent: false, code });
}

function readError(error: unknown): { code: string; command: string; responseCode: number | null } {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const { code, command, responseCode } = fields;
  return {
    code: typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'EUNKNOWN',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  };
}

// Of a command only its name: after it comes an address, or a password.
function wordOf(command: string): string {
  return /^(MAIL FROM|RCPT TO|DATA|BDAT|AUTH|EHLO|HELO|STARTTLS|CONN)/.exec(command)?.[0] ?? 'a command';
}
