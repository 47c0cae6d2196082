import { expect, it } from 'vitest';
import type { DueMail, MailName } from '../../src/server/index.ts';
import { newKey, openWorld, type World } from './support/world.ts';

const auditOf = async (world: World) =>
  (await world.store.listAudit('organization_northwind', 50)).filter(
    ({ action }) => action === 'notification_preferences.updated',
  );

it('writes down who switched which mails off or on, once for each change', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  await ada.command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await ada.command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await ada.command('updateNotificationPreferences', { kind: 'paused', isWanted: true });
  await ada.command('updateNotificationPreferences', { kind: 'welcome', isWanted: true });

  expect(
    (await auditOf(world)).map(({ actor, subjectId, details, before, after }) => ({
      actor,
      subjectId,
      details,
      before,
      after,
    })),
  ).toEqual([
    {
      actor: 'user-ada',
      subjectId: 'user-ada',
      details: { kind: 'paused' },
      before: { isWanted: false },
      after: { isWanted: true },
    },
    {
      actor: 'user-ada',
      subjectId: 'user-ada',
      details: { kind: 'paused' },
      before: { isWanted: true },
      after: { isWanted: false },
    },
  ]);
});

it('refuses to switch off what is owed, and what nobody knows, and writes nothing', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  await expect(
    ada.command('updateNotificationPreferences', { kind: 'receipt', isWanted: false }),
  ).rejects.toMatchObject({ code: 'invalid_request', field: 'kind' });
  const response = await ada.send('updateNotificationPreferences', {
    headers: { 'idempotency-key': newKey() },
    body: { kind: 'newsletter', isWanted: true },
  });

  expect(response.status).toBe(400);
  expect(await auditOf(world)).toEqual([]);
});

it('tells whoever delivers mails who does not want them, at the moment they leave, and nobody of what is owed', async () => {
  const mails: DueMail[] = [];
  const world = await openWorld({ server: { deliverMail: async (mail) => void mails.push(mail) } });
  const write = async (message: MailName, key: string) => {
    await world.store.transaction((transaction) =>
      transaction.enqueueMessage(key, {
        kind: 'mail',
        message,
        externalId: 'organization_northwind',
        facts: {},
      }),
    );
    await world.settle();
  };
  await world.as('ada').command('updateNotificationPreferences', { kind: 'card_expiring', isWanted: false });
  await world
    .as('elena')
    .command('updateNotificationPreferences', { kind: 'card_expiring', isWanted: false });
  await write('card_expiring', 'first');
  await world.as('ada').command('updateNotificationPreferences', { kind: 'card_expiring', isWanted: true });
  await write('card_expiring', 'second');
  await write('paused', 'third');
  await write('receipt', 'fourth');

  expect(mails.map(({ message, unwantedBy }) => [message, unwantedBy])).toEqual([
    ['card_expiring', ['user-ada']],
    ['card_expiring', []],
    ['paused', []],
    ['receipt', []],
  ]);
});
