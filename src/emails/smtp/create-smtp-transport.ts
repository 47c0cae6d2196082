import { createTransport } from 'nodemailer';
import type { MailTransport } from './mail-transport.ts';
import { toDeliveryError } from './to-delivery-error.ts';

/** Options of {@link createSmtpTransport}. */
export interface CreateSmtpTransportOptions {
  /** Such as `smtps://user:password@mail.app.example` (encrypted from the start) or `smtp://…:587` (STARTTLS). */
  url: string;
  /**
   * Whether mails and passwords may cross the network readable when the server offers no encryption.
   * @default only to this machine itself
   */
  allowUnencrypted?: boolean | undefined;
  /** @default 10000 */
  connectionTimeoutMs?: number | undefined;
  /** How long the server may be silent. @default 30000 */
  socketTimeoutMs?: number | undefined;
}

/**
 * Creates a transport over SMTP. Each mail has a connection of its own: a pool would send a mail again by itself when its
 * connection breaks, and nobody would count it.
 *
 * @throws {Error} for an address that is none, without repeating it: it may hold a password.
 */
export function createSmtpTransport(options: CreateSmtpTransportOptions): MailTransport {
  const server = readServer(options.url);
  const { allowUnencrypted = isThisMachine(server.host) } = options;
  const transport = createTransport({
    ...server,
    requireTLS: !server.secure && !allowUnencrypted,
    connectionTimeout: options.connectionTimeoutMs ?? 10_000,
    greetingTimeout: options.connectionTimeoutMs ?? 10_000,
    socketTimeout: options.socketTimeoutMs ?? 30_000,
    // Nothing in a mail is to be fetched from files or addresses, whatever a name looks like.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send({ messageId, from, to, replyTo, subject, html, text, headers }) {
      try {
        await transport.sendMail({
          messageId,
          from,
          to,
          ...(replyTo === undefined ? {} : { replyTo }),
          subject,
          html,
          text,
          headers: { ...headers },
          // The envelope is said apart, so that no name can be read as an address.
          envelope: { from: from.address, to: [to.address] },
        });
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
  };
}

interface Server {
  host: string;
  port: number;
  secure: boolean;
  auth?: { user: string; pass: string };
}

function readServer(text: string): Server {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new Error(
      'floe-billing: the address of the mail server must be of the form smtps://user:password@host or smtp://user:password@host:587.',
    );
  }
  const secure = url.protocol === 'smtps:';
  const { username, password } = url;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
