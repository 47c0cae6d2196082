import { expect, it } from 'vitest';
import type { BillingStore, DueMail, MailName, MessageFacts } from '../../../src/server/index.ts';
import { openWorld, type World } from '../support/world.ts';

interface Sent {
  mail: DueMail;
  key: string;
}

const northwind = 'organization_northwind';

/** A world whose mails go to Ada and Ben; `fail` may refuse one. */
async function openMailWorld(
  fail: (sent: Sent) => Error | null = () => null,
  wrapStore?: (store: BillingStore) => BillingStore,
) {
  const sent: Sent[] = [];
  const world = await openWorld({
    wrapStore,
    server: {
      listMailRecipients: async () => ['user-ada', 'user-ben'],
      deliverMail: async (mail, key) => {
        const error = fail({ mail, key });
        if (error !== null) throw error;
        sent.push({ mail, key });
      },
    },
  });
  return { world, sent };
}

async function write(world: World, key: string, message: MailName = 'paused', facts: MessageFacts = {}) {
  await world.store.transaction((transaction) =>
    transaction.enqueueMessage(key, { kind: 'mail', message, externalId: northwind, facts }),
  );
  await world.settle();
}

const recipients = (sent: readonly Sent[]) => sent.map(({ mail, key }) => [mail.recipientId, key]).sort();

it('makes of a mail one for each recipient, each with a key of its own', async () => {
  const { world, sent } = await openMailWorld();
  await write(world, 'mail:one');
  await write(world, 'mail:one');

  expect(recipients(sent)).toEqual([
    ['user-ada', 'mail:one:to:user-ada'],
    ['user-ben', 'mail:one:to:user-ben'],
  ]);
});

it('leaves out who does not want it, also when they say so after it was written', async () => {
  let isDown = true;
  const { world, sent } = await openMailWorld(() => (isDown ? new Error('connect ECONNREFUSED') : null));
  await world.as('ada').command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await write(world, 'mail:one');
  await world.as('ben').command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  isDown = false;
  await write(world, 'mail:two', 'receipt');
  await expect.poll(async () => (await world.store.outbox.depth()).pending, { timeout: 10_000 }).toBe(0);

  expect(recipients(sent)).toEqual([
    ['user-ada', 'mail:two:to:user-ada'],
    ['user-ben', 'mail:two:to:user-ben'],
  ]);
});

it('holds up nobody for an address that takes no mail, and parks at once what can never be delivered', async () => {
  const { world, sent } = await openMailWorld(({ mail }) =>
    mail.recipientId === 'user-ada'
      ? Object.assign(new Error('550 <ada@northwind.example> unknown'), {
          isPermanent: true,
          response: '550 <ada@northwind.example> unknown',
          responseCode: 550,
        })
      : null,
  );
  await write(world, 'mail:one');

  expect(recipients(sent)).toEqual([['user-ben', 'mail:one:to:user-ben']]);
  const { items } = await world.store.outbox.listParked({ limit: 10, cursor: null });
  expect(items).toMatchObject([{ key: 'mail:one:to:user-ada', attempts: 1 }]);
  expect(JSON.stringify([items, world.logs])).not.toContain('ada@northwind.example');
  expect(JSON.stringify(world.logs)).toContain('The mail server answered 550.');
});

it('repeats one mail, with the same key, when the process dies between hand-over and record', async () => {
  let cuts = 1;
  const { world, sent } = await openMailWorld(undefined, (store) => ({
    ...store,
    transaction: (run) =>
      store.transaction((transaction) =>
        run({
          ...transaction,
          finishMessage: async (claim, outcome) => {
            if (outcome === 'sent' && cuts > 0) {
              cuts -= 1;
              throw new Error('The connection was lost.');
            }
            return transaction.finishMessage(claim, outcome);
          },
        }),
      ),
  }));
  await write(world, 'mail:one');
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(3);
  await world.settle();

  const keys = sent.map(({ key }) => key);
  expect(new Set(keys)).toEqual(new Set(['mail:one:to:user-ada', 'mail:one:to:user-ben']));
  expect(keys).toHaveLength(3);
});

it('says that nobody is there to be written to', async () => {
  const world = await openWorld({
    server: { listMailRecipients: async () => [], deliverMail: () => Promise.reject(new Error('Nobody.')) },
  });
  await write(world, 'mail:one');

  expect(await world.store.outbox.depth()).toMatchObject({ pending: 0, parked: 0 });
  expect(world.logs.map(({ message }) => message)).toContain('There is nobody to send a mail to.');
});

it('hands over the facts with what they refer to, and nothing for facts it cannot read', async () => {
  const { world, sent } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  const productId = (await world.store.getBillingState(northwind)).subscription?.productId ?? '';
  sent.length = 0;
  const plan = { productId, amount: 7900, currency: 'USD' };
  const trialEnd = '2027-01-15T09:00:00Z';
  await write(world, 'mail:trial', 'trial_ending', { ...plan, trialEnd, days: 3 });
  await write(world, 'mail:later', 'trial_ending', { endOfTrial: trialEnd });

  const [first, second] = sent.filter(({ mail }) => mail.recipientId === 'user-ada');
  expect(first?.mail).toMatchObject({
    ownerName: 'Northwind Construction',
    details: {
      plan: {
        name: 'Professional',
        money: { amount: 7900, currency: 'USD' },
        interval: 'month',
        intervalCount: 1,
      },
      trialEnd,
    },
  });
  expect(second?.mail.details).toBeNull();
});

it('hands mails over one by one, so that a process that dies repeats one at most', async () => {
  let underWay = 0;
  let most = 0;
  const { world, sent } = await openMailWorld(
    () => {
      underWay += 1;
      most = Math.max(most, underWay);
      return null;
    },
    (store) => ({
      ...store,
      transaction: (run) =>
        store.transaction((transaction) =>
          run({
            ...transaction,
            finishMessage: async (claim, outcome) => {
              await transaction.finishMessage(claim, outcome);
              if (outcome === 'sent') underWay -= 1;
            },
          }),
        ),
    }),
  );
  await write(world, 'mail:one');
  await write(world, 'mail:two');

  expect(sent).toHaveLength(4);
  expect(most).toBe(1);
});
