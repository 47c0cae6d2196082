import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../src/core/index.ts';
import { createMailer, type MailRecipient, type OutgoingMail } from '../../src/emails/index.ts';
import type { BillingServer, BillingStore } from '../../src/server/index.ts';
import { signedDelivery } from '../server/support/signed-delivery.ts';
import { openWorld, prepareChange, type World } from '../server/support/world.ts';

// The server, the mailer and a transport, as a host puts them together: two processes on one database, where every webhook
// comes three times, twice under its id and once more under another. What each step writes is all that it writes, so that a
// mail too many fails the step that wrote it.

const ada: MailRecipient = {
  id: 'user-ada',
  address: 'ada@northwind.example',
  name: 'Ada Lindqvist',
  locale: 'de',
  timeZone: 'Europe/Berlin',
};
const ben: MailRecipient = { id: 'user-ben', address: 'ben@northwind.example', locale: 'en-GB' };
const elena: MailRecipient = { id: 'user-elena', address: 'elena@alpine.example', locale: 'ar' };

/** Who manages what; Chiara and Dmitri belong to Northwind, and manage nothing. */
const managers = new Map<string, readonly MailRecipient[]>([
  ['organization_northwind', [ada, ben]],
  ['organization_alpine', [elena]],
]);

const sent: OutgoingMail[] = [];
const kinds = new Set<NotificationKind>();

const mailer = createMailer({
  transport: { send: async (mail) => void sent.push(mail) },
  from: 'billing@tendertrack.example',
  brand: { name: 'TenderTrack' },
  billingUrl: 'https://app.example/settings/billing',
  preferencesUrl: 'https://app.example/settings/mails',
  listRecipients: (externalId) => managers.get(externalId) ?? [],
});

let world: World;
let other: BillingServer;
let end: () => Promise<void> = async () => undefined;

/** How many mails are still to lose the record that they were handed over. */
let cuts = 0;

function cutting(store: BillingStore): BillingStore {
  return {
    ...store,
    transaction: (run) =>
      store.transaction((transaction) =>
        run({
          ...transaction,
          async finishMessage(claim, outcome) {
            if (outcome === 'sent' && cuts > 0) {
              cuts -= 1;
              throw new Error('The connection was lost.');
            }
            return transaction.finishMessage(claim, outcome);
          },
        }),
      ),
  };
}

beforeAll(async () => {
  world = await openWorld({
    onEnd: (close) => {
      end = close;
    },
    wrapStore: cutting,
    server: {
      // By the month, so that no year must pass here.
      schedule: { reconcileEveryHours: null, renewalNotice: { daysAhead: 7, minCycleDays: 28 } },
      ...mailer,
      deliverMail(mail, key) {
        kinds.add(mail.message);
        return mailer.deliverMail(mail, key);
      },
    },
  });
  other = await world.startAnother();
  await world.control('settings', { faults: { duplicate: true } });
});
afterAll(() => end());

let told = 0;

/** Waits until nothing is left to do, every event having been told once more, by another name, to the other process. */
async function settle(): Promise<void> {
  await world.emulator.settled();
  await Promise.all([world.billing.settled(), other.settled()]);
  const bodies = await Promise.all(world.webhooks.received.splice(0).map((request) => request.arrayBuffer()));
  for (const body of bodies) {
    told += 1;
    const again = signedDelivery(world, new Uint8Array(body), { id: `told-again-${told}` });
    expect((await other.handler(again)).status).toBe(202);
  }
  await expect.poll(countPending, { timeout: 60_000 }).toBe(0);
}

/** What is left to do, in the order in which one thing leads to another, so that none passes by unseen. */
async function countPending(): Promise<number> {
  await Promise.all([world.billing.settled(), other.settled()]);
  let count = 0;
  for (const queue of [world.store.inbox, world.store.jobs, world.store.outbox]) {
    count += (await queue.depth()).pending;
  }
  return count;
}

async function advance(duration: string): Promise<void> {
  await world.emulator.clock.advance(duration);
  await settle();
}

/** What directs texts is not seen. */
const bare = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/\u00a0/g, ' ');

let read = 0;

/** Who was written to about what since the last time this was asked. */
function news(): string[] {
  const mails = sent.slice(read);
  read = sent.length;
  return mails.map(({ to, subject }) => `${to.address.split('@')[0]}: ${bare(subject)}`).sort();
}

async function subscriptionOf(externalId: string) {
  const { subscription } = await world.store.getBillingState(externalId);
  if (subscription === null) throw new Error('There is no subscription.');
  return subscription;
}

async function act(name: 'cancelSubscription' | 'uncancelSubscription'): Promise<void> {
  const { revision } = await world.as('ada').query('getBilling', {});
  if (name === 'cancelSubscription') await world.as('ada').command(name, { revision, reason: 'other' });
  else await world.as('ada').command(name, { revision });
  await settle();
}

it('welcomes the managers of each organization, and nobody else, each in their language', async () => {
  await world.subscribe('ada', 'professional-month');
  await settle();
  expect(news()).toEqual(['ada: Willkommen bei Professional', 'ben: Welcome to Professional']);

  await world.subscribe('elena', 'starter-month', { card: 'declined_later', billingName: 'Alpine Works' });
  await settle();
  expect(news()).toEqual(['elena: مرحبًا بك في Starter']);
});

it('tells of the end of a trial ahead, once', async () => {
  await advance('P7DT1H');
  const notices = [
    'ada: Ihre Testphase von Professional endet am 15. Januar 2027',
    'ben: Your trial of Professional ends on 15 January 2027',
    'elena: تنتهي تجربتك لباقة Starter في 15 يناير 2027',
  ];
  expect(news()).toEqual(notices);

  await advance('P4D');
  expect(news()).toEqual(notices);

  await advance('P2D');
  expect(news()).toEqual(notices);
});

it('repeats one mail, with its Message-ID, where the record that it was handed over was lost', async () => {
  cuts = 1;
  await advance('P1D');
  const mails = sent.slice(read);
  const written = news();
  expect(written).toHaveLength(4);
  expect([...new Set(written)]).toEqual([
    expect.stringMatching(/^ada: Zahlungsbeleg TENDERTRACK-\S+ über 79,00 \$$/),
    expect.stringMatching(/^ben: Receipt TENDERTRACK-\S+ for US\$79.00$/),
    'elena: فشلت دفعة بمبلغ 29.00 US$',
  ]);
  const repeated = mails.filter(
    ({ messageId }, index) => index !== mails.findIndex((mail) => mail.messageId === messageId),
  );
  expect(repeated).toHaveLength(1);
  expect(mails.filter(({ messageId }) => messageId === repeated[0]?.messageId)).toEqual([
    repeated[0],
    repeated[0],
  ]);
}, 60_000);

it('writes of a payment that failed, and of the one that went through', async () => {
  const failed = sent.find(({ to, subject }) => to.address === elena.address && subject.includes('29.00'));
  expect(bare(failed?.text ?? '')).toContain('17 يناير 2027');
  await world.replaceCard('elena', '4242424242424242');
  await advance('P2D');
  expect(news()).toEqual([expect.stringMatching(/^elena: الإيصال .*29.00/)]);
});

it('writes of a plan change and of what it cost', async () => {
  const { input } = await prepareChange(world, 'enterprise-month');
  await world.as('ada').command('changeSubscription', input);
  await settle();
  expect(news()).toEqual([
    'ada: Ihr Tarif ist jetzt Enterprise',
    expect.stringMatching(/^ada: Zahlungsbeleg /),
    expect.stringMatching(/^ben: Receipt /),
    'ben: You are now on Enterprise',
  ]);
});

it('writes of money that goes back', async () => {
  let invoiceId = '';
  for await (const order of world.polar.orders.iterList()) {
    if (order.billing_reason === 'subscription_update') invoiceId = order.id;
  }
  await world.polar.refunds.create({ order_id: invoiceId, reason: 'customer_request', amount: 1000 });
  await settle();
  expect(news()).toEqual([
    expect.stringMatching(/^ada: Erstattung über 10,00 \$ zur Rechnung TENDERTRACK-\S+$/),
    expect.stringMatching(/^ben: Refund of US\$10\.00 for invoice TENDERTRACK-\S+$/),
  ]);
});

it('writes of a pause and of its end to whoever wants it', async () => {
  const { id } = await subscriptionOf('organization_northwind');
  await world.as('ben').command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await world.polar.subscriptions.update(id, { pause_at_period_end: true });
  await settle();
  expect(news()).toEqual(['ada: Ihr Abo pausiert ab 15. Februar 2027']);

  await world.polar.subscriptions.update(id, { pause_at_period_end: false });
  await settle();
  expect(news()).toEqual(['ada: Ihr Abo läuft weiter', 'ben: Your subscription continues']);
});

it('confirms a cancellation, and what became of it to who still manages the billing', async () => {
  await act('cancelSubscription');
  expect(news()).toEqual([
    'ada: Ihr Abo endet am 15. Februar 2027',
    'ben: Your subscription ends on 15 February 2027',
  ]);

  managers.set('organization_northwind', [ada]);
  await act('uncancelSubscription');
  managers.set('organization_northwind', [ada, ben]);
  expect(news()).toEqual(['ada: Ihr Abo läuft weiter']);
});

it('warns of a card that expires, and tells of a renewal', async () => {
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  const card = { number: '4242424242424242', exp_month: 2, exp_year: 2027 };
  await world.control(`customers/${customer?.id}/payment-method`, card);
  await advance('P14D');
  expect(news()).toEqual([
    'ada: Ihre Karte läuft Ende Februar 2027 ab',
    'ben: Your card expires at the end of February 2027',
  ]);

  await advance('P8D');
  expect(news()).toEqual([
    'ada: Enterprise verlängert sich am 15. Februar 2027',
    'ben: Enterprise renews on 15 February 2027',
    expect.stringMatching(/^elena: .*Starter.*15 فبراير 2027/),
  ]);
});

it('has written every kind of mail, in both parts, to one person each', async () => {
  const people = new Map([ada, ben, elena].map((person) => [person.address, person]));
  for (const { from, to, subject, html, text, headers } of sent) {
    const person = people.get(to.address);
    expect(from).toEqual({ name: 'TenderTrack', address: 'billing@tendertrack.example' });
    expect(to.name).toBe(person?.name ?? '');
    expect(headers['Content-Language']).toBe(person?.locale);
    expect(html).toContain(`lang="${person?.locale}"`);
    expect(html).toContain(`<title>${subject.replaceAll('&', '&amp;')}</title>`);
    expect(text).toContain('<https://app.example/settings/billing>');
    expect(bare(text)).toContain(to.address === elena.address ? 'Alpine Works' : 'Northwind Construction');
    for (const { address } of people.values()) expect(`${html}${text}`).not.toContain(address);
  }
  expect(kinds).toEqual(new Set(NOTIFICATION_KINDS));
});
