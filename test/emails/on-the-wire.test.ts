import { expect, it } from 'vitest';
import { createMailer, type DueMail, type MailSample, mailSamples } from '../../src/emails/index.ts';
import { createSmtpTransport } from '../../src/emails/smtp/index.ts';
import { openMailServer } from './support/mail-server.ts';
import { poison } from './support/poison.ts';

// Every text that comes from outside (plans, lines of invoices, cards, organizations, people, their language and zone), as
// somebody hostile would choose it, from the mailer to a real mail server and as a mail program reads it.

const LONG = 'Very long '.repeat(1000);

const HOSTILE: readonly [what: string, text: string][] = [
  ['ten thousand characters', LONG],
  ['ten thousand characters without a gap', 'x'.repeat(10_000)],
  ['ten thousand bricks', '🧱'.repeat(10_000)],
  [
    'placeholders of template languages',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that it is none is what is tested.
    '{{brand}} ${process.env.HOME} %s %1$s <%= x %> #{x} {0} [[x]] $& $1',
  ],
  ['braces of message formats', "{amount, plural, one {# x} other {# xs}} {name} '{'"],
  ['markup', '</td></table><script>alert(1)</script><img src=https://evil.example/x.png>'],
  ['line breaks', 'Pro\r\nBcc: eve@evil.example\r\n\r\n<b>body</b>'],
  ['a second address', 'x" <eve@evil.example>, eve@evil.example'],
  ['an encoded word', '=?utf-8?q?=0D=0ABcc:_eve=40evil.example_=E2=80=AE?='],
  ['addresses that run something', 'javascript:alert(1) data:text/html,<script>1</script>'],
  ['turned directions', 'Pro\u202egro.live\u2066\u200f\u061c'],
  ['nothing to see', '\u200b\u2060\u00ad\ufeff'],
  ['half a character', 'a\ud800b\udc00'],
];

/** One of each kind: the whole set is the business of `injection.test.ts`. */
const samples = [...new Map(mailSamples.map((sample) => [sample.message, sample])).values()];

function due({ message, details }: MailSample, text: string): DueMail {
  return {
    ...{
      kind: 'mail',
      externalId: text,
      facts: {},
      recipientId: 'user-ada',
      unwantedBy: [],
      ownerName: text,
    },
    message,
    details: poison(details, text),
  } as DueMail;
}

const HEADERS = [
  ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version'],
  ...['reply-to', 'subject', 'to', 'x-auto-response-suppress'],
];

it.each(HOSTILE)('sends what is named with %s, and it stays a name', async (_what, text) => {
  const server = await openMailServer();
  const { deliverMail } = createMailer({
    transport: createSmtpTransport({ url: server.url }),
    from: 'billing@app.example',
    replyTo: 'help@app.example',
    brand: { name: `Tender${text}`, imprint: [text] },
    billingUrl: 'https://app.example/billing',
    preferencesUrl: 'https://app.example/mails',
    listRecipients: () => [
      { id: 'user-ada', address: 'ada@northwind.example', name: text, locale: text, timeZone: text },
    ],
  });
  await Promise.all(samples.map((sample, index) => deliverMail(due(sample, text), `${text}:${index}`)));

  expect(server.received).toHaveLength(samples.length);
  for (const { envelope, raw, mail } of server.received) {
    expect(envelope).toEqual({ from: 'billing@app.example', to: ['ada@northwind.example'] });
    const lines = raw.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
    const head = lines.slice(0, lines.indexOf(''));
    expect(head.every((line) => /^[\x20-\x7e\t]*$/.test(line))).toBe(true);
    const names = [...mail.headers.keys()].filter((name) => name !== 'list');
    expect(names.sort()).toEqual(HEADERS);

    const people = [mail.from, mail.to, mail.replyTo].flat().flatMap((list) => list?.value ?? []);
    expect(people.map(({ address }) => address)).toEqual([
      'billing@app.example',
      'ada@northwind.example',
      'help@app.example',
    ]);
    const { subject = '', html, text: plain = '' } = mail;
    for (const line of [subject, ...people.map(({ name }) => name)]) {
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u200b]/u);
      expect([...line].length).toBeLessThanOrEqual(160);
    }
    expect(mail.headers.get('content-language')).toBe('en');
    const links = [...String(html).matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link]) => link);
    expect(new Set(links).size).toBeLessThanOrEqual(2);
    for (const link of links) expect(link).toMatch(/^https:\/\/app\.example\/(billing|mails)$/);
    expect(String(html)).not.toMatch(/<(script|img|iframe|b)\b/i);
    expect(plain).toContain('https://app.example/billing');
  }
  // What has placeholders in it shows them: nothing was put in their place.
  const receipt = server.received.find(({ mail }) => mail.subject?.startsWith('Receipt'));
  if (/^[\x20-\x7e]{1,120}$/.test(text)) expect(receipt?.mail.text?.replaceAll('= ?', '=?')).toContain(text);
  const ids = server.received.map(({ mail }) => mail.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^<[0-9a-f]{40}@app\.example>$/);
});
