import {
  type CreateMailWriterOptions,
  createMailWriter,
  MAIL_LANGUAGES,
  mailSamples,
} from 'floe-billing/emails';
import { Hono } from 'hono';
import type { Auth } from '../auth/create-auth.ts';
import type { Mailbox } from './create-mailbox.ts';

/** What the mailbox's page lists. */
export interface ListedMail {
  id: string;
  at: string;
  subject: string;
  from: string;
  to: string;
  text: string;
  head: string[];
}

/** What the preview's page shows beside the HTML part. */
export interface PreviewedMail {
  samples: { title: string; message: string }[];
  subject: string;
  text: string;
}

/** What the routes are made of. */
export interface MailRoutesOptions {
  auth: Auth;
  mailbox: Mailbox;
  writing: CreateMailWriterOptions;
}

// A mail is shown as a mail client would: it runs nothing, fetches nothing, and its links open elsewhere.
const MAIL_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The demo's mailbox, each person's own, and a preview of every mail there is. */
export function createMailRoutes({ auth, mailbox, writing }: MailRoutesOptions): Hono {
  const routes = new Hono();
  const writer = createMailWriter(writing);
  const addressOf = async (headers: Headers) => (await auth.api.getSession({ headers }))?.user.email ?? null;

  routes.get('/api/mails', async (context) => {
    const address = await addressOf(context.req.raw.headers);
    if (address === null) return context.json({ error: 'Sign in first.' }, 401);
    return context.json(
      mailbox.list(address).map(
        ({ id, at, subject, from, to, text, headers, messageId }): ListedMail => ({
          id,
          at,
          subject,
          from: `${from.name} <${from.address}>`,
          to: `${to.name} <${to.address}>`,
          text,
          head: [
            `Message-ID: ${messageId}`,
            ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
          ],
        }),
      ),
    );
  });

  routes.get('/mail/:id', async (context) => {
    const address = await addressOf(context.req.raw.headers);
    const mail = address === null ? null : mailbox.find(context.req.param('id'), address);
    return mail === null ? context.notFound() : new Response(mail.html, { headers: MAIL_HEADERS });
  });

  const preview = async (sample: string, locale: string | undefined) => {
    const found = mailSamples[Number(sample)];
    if (found === undefined || locale === undefined || !(locale in MAIL_LANGUAGES)) return null;
    const details = { ...found, ownerName: 'Nordlicht Construction', locale };
    // One sample's message and details belong together, which a call of a union cannot show.
    return writer.write(details as Parameters<typeof writer.write>[0]);
  };
  routes.get('/api/mail-preview/:sample', async (context) => {
    const mail = await preview(context.req.param('sample'), context.req.query('locale'));
    if (mail === null) return context.json({ error: 'No such mail.' }, 404);
    const samples = mailSamples.map(({ title, message }) => ({ title, message }));
    return context.json<PreviewedMail>({ samples, subject: mail.subject, text: mail.text });
  });
  routes.get('/mail-preview/:sample', async (context) => {
    const mail = await preview(context.req.param('sample'), context.req.query('locale'));
    if (mail === null) return context.notFound();
    return new Response(inColors(mail.html, context.req.query('colors')), { headers: MAIL_HEADERS });
  });
  return routes;
}

/** A mail as it looks in one of both colors, whatever the device prefers. */
function inColors(html: string, colors: string | undefined): string {
  if (colors !== 'light' && colors !== 'dark') return html;
  return html.replaceAll('(prefers-color-scheme:dark)', colors === 'dark' ? 'all' : 'not all');
}
