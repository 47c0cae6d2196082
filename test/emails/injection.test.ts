import { describe, expect, it } from 'vitest';
import { createMailWriter, type MailPlan, mailSamples } from '../../src/emails/index.ts';
import { cleanText, isolateText } from '../../src/emails/text/clean-text.ts';
import { isMailAddress } from '../../src/emails/text/mail-address.ts';
import { safeHref } from '../../src/emails/text/safe-href.ts';
import { poison } from './support/poison.ts';

const writer = createMailWriter({
  brand: { name: 'TenderTrack' },
  billingUrl: 'https://app.example/billing',
});

/** What a name from outside may try: markup, another line of the head, a turned direction, something invisible. */
const CANARIES = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</title></head><body onload=alert(1)>',
  '<!--[if mso]><b>x</b><![endif]-->',
  '&lt;b&gt;&amp;',
  'Pro\r\nBcc: everybody@evil.example',
  'Pro\u2028Bcc: everybody@evil.example\u0085X: y\u0000',
  '\u202egro.live\u202c \u2066x\u2069',
  'P\u200br\u00ado\ufeff\u2060',
  `${'long '.repeat(500)}end`,
  'lone \ud800 half',
  'javascript:alert(1)',
  'https://evil.example/pay-here',
  'اسم عربي 2027',
];

const TURNING = /[\u061c\u202a-\u202e\u200b\u00ad\ufeff\u2060]/;

describe.each(CANARIES)('a name such as %j', (canary) => {
  it.each(['en', 'de', 'ar'])('is text and nothing else in every mail (%s)', async (locale) => {
    for (const { message, details } of mailSamples) {
      const { subject, html, text } = await writer.write({
        message,
        details: poison(details, canary),
        ownerName: canary,
        locale,
      } as Parameters<typeof writer.write>[0]);
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject.length).toBeLessThanOrEqual(170);
      expect(TURNING.test(subject) || TURNING.test(text)).toBe(false);
      const tags = new Set([...html.matchAll(/<([a-z0-9!-]+)/g)].map(([, tag]) => tag));
      for (const tag of ['img', 'script', 'b', 'iframe', 'object']) expect(tags.has(tag)).toBe(false);
      // Inside a tag, that is: as text it may be there.
      expect(html).not.toMatch(/<[^<>]*\son[a-z]+=/i);
      expect(html.match(/<body/g)).toHaveLength(1);
      expect(html.match(/<\/title>/g)).toHaveLength(1);
      expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
        'https://app.example/billing',
      ]);
      // Comments for Outlook are all of the button's own.
      expect(html.match(/<!--/g)?.length ?? 0).toBeLessThanOrEqual(2);
      expect(text).not.toMatch(/^(Bcc|X):/m);
    }
  });
});

it('takes out what is not seen, and keeps what is', () => {
  expect(cleanText('  A\u0000 \r\n B\tC\u2029 ')).toBe('A B C');
  expect(cleanText('a\u202eb\u2066c\u2069\u200f\u{e0041}')).toBe('abc');
  expect(cleanText('Müller & Söhne 🧱 株式会社 שלום')).toBe('Müller & Söhne 🧱 株式会社 שלום');
  expect(cleanText('👩‍🔧 works')).toBe('👩‍🔧 works');
  expect(cleanText('🧱'.repeat(200), 10)).toBe(`${'🧱'.repeat(9)}…`);
  expect(cleanText('x\ud83e')).toBe('x\ufffd');
  expect(cleanText('=?UTF-8?B?QmNjOiB4?= and 1 =? 2')).toBe('= ?UTF-8?B?QmNjOiB4?= and 1 =? 2');
});

it('keeps names of the other direction together', () => {
  expect(isolateText('Nordlicht', 'ltr')).toBe('Nordlicht');
  expect(isolateText('Nordlicht', 'rtl')).toBe('\u2068Nordlicht\u2069');
  expect(isolateText('شركة', 'ltr')).toBe('\u2068شركة\u2069');
});

it('follows no link but those of the web and of mail', () => {
  expect(safeHref('https://app.example/billing?a=1&b="2"')).toBe('https://app.example/billing?a=1&b=%222%22');
  expect(safeHref('mailto:help@app.example')).toBe('mailto:help@app.example');
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
    '/x',
    '',
  ]) {
    expect(safeHref(href)).toBeNull();
  }
});

it('takes one plain address and nothing that hides another', () => {
  for (const address of [
    'ada@app.example',
    'a.b+c@sub.app.example',
    'jörg@bücher.example',
    "o'neil@app.example",
  ]) {
    expect(isMailAddress(address)).toBe(true);
  }
  for (const address of [
    '',
    'ada',
    '@app.example',
    'ada@',
    'ada@app.example, eve@evil.example',
    'ada@app.example\r\nBcc: eve@evil.example',
    '"ada@evil.example x"@app.example',
    'Ada <ada@app.example>',
    'ada@evil.example@app.example',
    '@evil.example:ada@app.example',
    'ada(comment)@app.example',
    'ada\u202e@app.example',
    `${'a'.repeat(65)}@app.example`,
    `a@${'b'.repeat(260)}.example`,
  ]) {
    expect(isMailAddress(address)).toBe(false);
  }
});

it('refuses a brand that cannot be shown', () => {
  const make = (brand: object) => () =>
    createMailWriter({ brand: { name: 'TenderTrack', ...brand }, billingUrl: 'https://app.example/billing' });
  expect(make({ name: ' ' })).toThrow('needs a name');
  expect(make({ accentColor: 'red;background:url(x)' })).toThrow('no color of the form');
  expect(make({ logo: { src: 'javascript:alert(1)', width: 1, height: 1 } })).toThrow('https address');
  expect(make({ supportAddress: 'help' })).toThrow('no mail address');
  for (const billingUrl of ['/billing', 'javascript:alert(1)', 'data:text/html,x']) {
    expect(() => createMailWriter({ brand: { name: 'T' }, billingUrl })).toThrow(
      'not an absolute http or https',
    );
  }
});

it('shows a template of the host’s in the same frame, and lets no link of it lead elsewhere', async () => {
  const own = createMailWriter({
    brand: { name: 'TenderTrack', logo: { src: 'https://app.example/logo.png', width: 120, height: 24 } },
    billingUrl: 'https://app.example/billing',
    templates: {
      welcome: ({ details, format }) => ({
        subject: `Hi\nfrom ${format.name(details.plan.name)}`,
        preheader: 'Ours',
        body: 'Our own words.',
        action: { label: 'Go', href: 'javascript:alert(1)' },
      }),
    },
  });
  const plan: MailPlan = { name: 'Professional', money: null, interval: null, intervalCount: 1 };
  const { subject, html, text } = await own.write({
    message: 'welcome',
    details: { plan, trialEnd: null, nextChargeAt: '2027-01-15T09:00:00Z' },
  });
  expect(subject).toBe('Hi from Professional');
  expect(text).toContain('Our own words.');
  expect(html).not.toContain('javascript:');
  expect(html).toContain('alt="TenderTrack"');
  // Above the mail React would ask for the image ahead of time, which mail clients show as text or count as tracking.
  expect(html).not.toContain('rel="preload"');
});

it('writes in the words and the languages of the host', async () => {
  const own = createMailWriter({
    brand: { name: 'TenderTrack' },
    billingUrl: 'https://app.example/billing',
    locale: 'nl',
    words: { en: { paused: { subject: 'Paused!' } }, nl: { paused: { subject: 'Gepauzeerd' } } },
  });
  const paused = mailSamples.find(({ title }) => title === 'Paused');
  if (paused?.message !== 'paused') throw new Error('There is no sample of a pause.');
  expect((await own.write(paused)).subject).toBe('Gepauzeerd');
  expect(await own.write({ ...paused, locale: 'en-GB' })).toMatchObject({
    subject: 'Paused!',
    language: 'en-GB',
  });
  expect(() =>
    createMailWriter({ brand: { name: 'T' }, billingUrl: 'https://app.example', locale: 'fr' }),
  ).toThrow('no mails in the language "fr"');
});
