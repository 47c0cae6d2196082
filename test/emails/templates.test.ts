import { describe, expect, it } from 'vitest';
import { isRequiredNotification, NOTIFICATION_KINDS } from '../../src/core/index.ts';
import { createMailWriter, type MailSample, mailSamples, type WrittenMail } from '../../src/emails/index.ts';

const billingUrl = 'https://app.example/settings/billing';
const preferencesUrl = 'https://app.example/settings/mails';
const writer = createMailWriter({
  brand: { name: 'TenderTrack', supportAddress: 'help@tendertrack.example' },
  billingUrl,
  preferencesUrl,
});

const LANGUAGES = ['en', 'de', 'ar'] as const;

function write(sample: MailSample, locale: string, ownerName = 'Nordlicht'): Promise<WrittenMail> {
  return writer.write({ ...sample, ownerName, locale } as Parameters<typeof writer.write>[0]);
}

const everyMail = mailSamples.flatMap((sample) =>
  LANGUAGES.map((locale) => [`${sample.title} (${locale})`, sample, locale] as const),
);

const bare = (text: string) =>
  text.replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');

it('has a sample of every kind of mail', () => {
  expect(new Set(mailSamples.map(({ message }) => message))).toEqual(new Set(NOTIFICATION_KINDS));
});

describe.each(everyMail)('%s', (_title, sample, locale) => {
  it('has a subject of one line, a preheader, a heading and a whole text part', async () => {
    const { subject, html, text } = await write(sample, locale);
    expect(subject).toMatch(/^\S[^\n\r]{8,}\S$/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/data-skip-in-text="true">[^<]{15,}/);
    expect(text).not.toMatch(/<(?!https:)[a-z]|undefined|null|NaN|\[object|&[a-z]+;/);
    // Every paragraph of the HTML part is in the text part.
    for (const [, paragraph = ''] of html.matchAll(/<p [^>]*>([^<]+)<\/p>/g)) {
      expect(text).toContain(paragraph.replaceAll('&#x27;', "'").replaceAll('&amp;', '&'));
    }
  });

  it('says its language and direction, and lays out by tables that say they are no data', async () => {
    const { html, direction, language } = await write(sample, locale);
    expect([language, direction]).toEqual([locale, locale === 'ar' ? 'rtl' : 'ltr']);
    expect(html).toMatch(new RegExp(`<html[^>]* dir="${direction}"[^>]*>`));
    // No label ends where its value begins.
    const gap = direction === 'rtl' ? '9px 0 9px 12px' : '9px 12px 9px 0';
    expect(html).toMatch(new RegExp(`<th[^>]*padding:${gap}`));
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${locale}"[^>]*>`));
    for (const [table] of html.matchAll(/<table[^>]*>/g)) {
      expect(table).toMatch(/role="presentation"|class="floe-facts"/);
    }
    expect(html).toContain('name="color-scheme" content="light dark"');
  });

  it('leads to the billing page and nowhere else, and fetches nothing', async () => {
    const { html, text } = await write(sample, locale);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links[0]).toBe(billingUrl);
    expect(links.slice(1)).toEqual(isRequiredNotification(sample.message) ? [] : [preferencesUrl]);
    expect(html).not.toMatch(/<(img|link|script|iframe|object|form)\b|src=|url\(|@import|@font-face/);
    expect(text).toContain(`<${billingUrl}>`);
  });

  it('names whose billing it is, and why it came', async () => {
    const { text } = await write(sample, locale);
    expect(bare(text)).toContain('Nordlicht');
    expect(text).toContain('TenderTrack');
  });
});

/** What each sample must say in English: the amount, the date with its zone, and what happens next. */
const SAYS: Record<string, readonly string[]> = {
  'Welcome, with a trial': [
    'runs until January 15, 2027 at 9:00 AM UTC',
    'Price: $79.00 per month',
    'First charge: $79.00 plus any tax on January 15, 2027 at 9:00 AM UTC',
    'nothing is charged before then',
    'open billing and choose “Cancel subscription”',
  ],
  'Welcome, paid at once': [
    'Next charge: $79.00 plus any tax on February 15, 2027 at 9:00 AM UTC',
    'unless you cancel before then',
    'open billing and choose “Cancel subscription”',
  ],
  'Receipt of a renewal': [
    'Receipt: NORDLICHT-0007',
    'Date: January 15, 2027 at 9:00 AM UTC',
    'For: Professional, renewal',
    'Subtotal: $79.00',
    'Tax: $15.01',
    'Total: $94.01',
    'There is nothing to do.',
    'You can cancel at any time: open billing and choose “Cancel subscription”.',
  ],
  Refund: [
    '$94.01 that was paid for Professional goes back to the payment method it was paid with.',
    'Invoice: NORDLICHT-0007',
    'Date: January 20, 2027 at 2:30 PM UTC',
    'Subtotal: $79.00',
    'Tax: $15.01',
    'Total: $94.01',
    'It usually arrives within 5 to 10 business days',
  ],
  'Receipt of an upgrade, part of it from the balance': [
    'Unused time on Professional: -$49.00',
    'Discount: -$7.50',
    'Total: $80.33',
    'From your balance: -$20.00',
    'Charged: $60.33',
  ],
  'Payment failed, to be tried again': [
    '$94.01 for Professional could not be collected. 2 attempts have failed so far.',
    'The next attempt is on January 22, 2027 at 9:00 AM UTC.',
  ],
  'Payment failed for good': [
    'could not be collected in 5 attempts, so the subscription has ended',
    'Nothing more will be charged.',
  ],
  'Card about to expire': [
    'Visa ending in 4242 is valid until the end of January 2027',
    'Replace it before then',
  ],
  'Trial about to end': [
    'ends on January 15, 2027 at 9:00 AM UTC. Then $79.00 plus any tax is charged',
    'If you cancel before January 15, 2027 at 9:00 AM UTC, nothing is charged.',
    'open billing and choose “Cancel subscription”',
  ],
  'Renewal ahead': [
    'renews on January 15, 2027 at 9:00 AM UTC. Then $790.00 plus any tax is charged.',
    'Price: $790.00 per year',
    'To stop it, cancel before January 15, 2027 at 9:00 AM UTC',
    'open billing and choose “Cancel subscription”',
  ],
  'Renewal ahead, on another plan': [
    'moves from Professional to Starter. Then $29.00 plus any tax is charged.',
  ],
  'Plan changed': [
    'changed from Professional to Enterprise on January 15, 2027 at 9:00 AM UTC',
    'Before: Professional, $79.00 per month',
    'After: Enterprise, $199.00 per month',
    'Next charge: $199.00 plus any tax on February 15, 2027 at 9:00 AM UTC',
  ],
  'Plan change scheduled': [
    'changes from Professional to Starter on February 15, 2027',
    'Until then nothing changes',
  ],
  'Scheduled plan change removed': [
    'The change from Professional to Starter that was planned for February 15, 2027 at 9:00 AM UTC was removed.',
    'Next charge: $79.00',
  ],
  'Cancellation confirmed': [
    // What, when it was received, and when the contract ends: § 312k (4) BGB.
    'Your subscription to Professional was canceled on January 20, 2027 at 2:30 PM UTC. It ends on February 15, 2027 at 9:00 AM UTC.',
    'Nothing more is charged',
  ],
  'Ended at once': ['ended on January 15, 2027 at 9:00 AM UTC', 'Nothing more is charged.'],
  'Pause scheduled': ['pauses on February 15, 2027', 'It goes on by itself on May 15, 2027 at 9:00 AM UTC'],
  Paused: ['is paused since February 15, 2027 at 9:00 AM UTC', 'It stays paused until you resume it.'],
  'Resumed after a pause': [
    'is no longer paused',
    'The next charge is $79.00 plus any tax, on February 15, 2027 at 9:00 AM UTC.',
  ],
  'Cancellation taken back': ['The cancellation of your subscription to Professional was taken back.'],
};

it.each(mailSamples)('$title says what happened and what happens next', async (sample) => {
  const text = bare((await write(sample, 'en')).text);
  const said = SAYS[sample.title] ?? [];
  expect(said.length).toBeGreaterThan(0);
  for (const sentence of said) expect(text).toContain(sentence);
});

/** Amounts and dates of each sample, as the language writes them: the same facts in every language. */
it.each(everyMail.filter(([, , locale]) => locale !== 'en'))(
  '%s says the same facts',
  async (_title, sample, locale) => {
    const english = bare((await write(sample, 'en')).text);
    const other = bare((await write(sample, locale)).text);
    const amounts = new Set([...english.matchAll(/\$([\d.]+)/g)].map(([, amount]) => amount ?? ''));
    for (const amount of amounts) {
      expect(other).toContain(amount.replace('.', locale === 'de' ? ',' : '.').replace(/\.(?=\d{3})/, ''));
    }
    const times = [...english.matchAll(/ at \d+:\d\d [AP]M UTC/g)];
    expect([...other.matchAll(/UTC/g)]).toHaveLength(times.length);
  },
);

it('writes dates in the time zone of its reader, and says which', async () => {
  const sample = {
    message: 'trial_ending',
    details: { plan: plan(), trialEnd: '2027-01-15T23:30:00Z' },
  } as const;
  const { text, subject } = await writer.write({ ...sample, timeZone: 'Asia/Tokyo', locale: 'en' });
  expect(subject).toContain('January 16, 2027');
  expect(text).toContain('January 16, 2027 at 8:30 AM GMT+9');
  expect((await writer.write({ ...sample, timeZone: 'Not/AZone', locale: 'xx-nonsense-' })).text).toContain(
    'UTC',
  );
});

it('names a region’s way of writing with the words of its language', async () => {
  const { language, html, subject } = await write(mailSamples[0] as MailSample, 'de-AT');
  expect([language, subject]).toEqual(['de-AT', 'Willkommen bei Professional']);
  expect(html).toContain('lang="de-AT"');
  expect((await write(mailSamples[0] as MailSample, 'fr')).language).toBe('en');
});

it('promises no price that is not known, and none for what is free', async () => {
  for (const money of [null, { amount: 0, currency: 'USD' }]) {
    const { text } = await writer.write({
      message: 'trial_ending',
      details: { plan: { ...plan(), money }, trialEnd: '2027-01-15T09:00:00Z' },
    });
    expect(text).toContain('Then your plan goes on.');
    expect(text).not.toContain('$');
  }
});

it('counts in the provider’s units', async () => {
  const { text } = await writer.write({
    message: 'welcome',
    details: {
      plan: { ...plan(), money: { amount: 9000, currency: 'JPY' }, intervalCount: 3 },
      trialEnd: null,
      nextChargeAt: '2027-01-15T09:00:00Z',
    },
  });
  expect(text).toContain('¥9,000 every 3 months');
});

it('says how to cancel where there is something to cancel', async () => {
  const receipt = mailSamples.find(({ message }) => message === 'receipt');
  if (receipt?.message !== 'receipt') throw new Error('There is no sample of a receipt.');
  const textOf = async (billingReason: 'purchase' | 'subscription_cycle') =>
    (await writer.write({ message: 'receipt', details: { ...receipt.details, billingReason } })).text;
  expect(await textOf('subscription_cycle')).toContain('Cancel subscription');
  expect(await textOf('purchase')).not.toContain('Cancel subscription');
});

it('tells of a refund whose invoice is not known', async () => {
  const refund = mailSamples.find(({ message }) => message === 'refund');
  if (refund?.message !== 'refund') throw new Error('There is no sample of a refund.');
  const details = { ...refund.details, number: null, planName: null };
  const { subject, text } = await writer.write({ message: 'refund', details });
  expect(bare(subject)).toBe('Refund of $94.01');
  expect(bare(text)).toContain('$94.01 goes back to the payment method it was paid with.');
});

it('shows twenty lines of an invoice and says that there are more', async () => {
  const receipt = mailSamples.find(({ message }) => message === 'receipt');
  if (receipt?.message !== 'receipt') throw new Error('There is no sample of a receipt.');
  const lines = Array.from({ length: 50 }, (_, index) => ({
    label: `Line ${index + 1}`,
    money: { amount: 100, currency: 'USD' },
  }));
  const { text } = await writer.write({ message: 'receipt', details: { ...receipt.details, lines } });
  expect(text).toContain('Line 20: $1.00\n…');
  expect(text).not.toContain('Line 21');
});

function plan() {
  return {
    name: 'Professional',
    money: { amount: 7900, currency: 'USD' },
    interval: 'month',
    intervalCount: 1,
  } as const;
}
