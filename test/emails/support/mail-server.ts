import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail as a real server took it. */
export interface Received {
  envelope: { from: string; to: string[] };
  raw: string;
  mail: ParsedMail;
}

/** How a server behaves. Each may answer with a status other than 250. */
export interface MailServerOptions {
  refuseRecipient?: ((address: string) => number | null) | undefined;
  refuseMail?: (() => number | null) | undefined;
  refuseSignIn?: boolean | undefined;
  /** Ends the connection after the mail was taken, before it is answered. */
  cutAfterData?: (() => boolean) | undefined;
}

/** A real SMTP server on this machine, for one test. */
export async function openMailServer(options: MailServerOptions = {}) {
  const received: Received[] = [];
  const status = (code: number) =>
    Object.assign(new Error(`refused: ada@northwind.example is not known here (${code})`), {
      responseCode: code,
    });

  const server = new SMTPServer({
    authOptional: options.refuseSignIn !== true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (_, __, callback) => callback(new Error('Invalid password')),
    onRcptTo: ({ address }, _, callback) => {
      const code = options.refuseRecipient?.(address) ?? null;
      callback(code === null ? null : status(code));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const code = options.refuseMail?.() ?? null;
        if (code !== null) return callback(status(code));
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          envelope: {
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
          },
          raw: raw.toString('utf8'),
          mail: await simpleParser(raw),
        });
        if (options.cutAfterData?.() === true) {
          for (const connection of server.connections) connection.close();
          return;
        }
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  let isOpen = true;
  const close = async () => {
    if (isOpen) await new Promise<void>((resolve) => server.close(() => resolve()));
    isOpen = false;
  };
  onTestFinished(close);
  return { url: `smtp://127.0.0.1:${address.port}`, received, close };
}
