import assert from 'node:assert/strict';
import type { AuditQuery, BillingStore } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { apply, checkoutIntent, customer, moment, OWNER, quote, until } from './fixtures.ts';

function begin(store: BillingStore, changes: Partial<Parameters<BillingStore['beginCommand']>[0]> = {}) {
  return store.beginCommand({
    externalId: OWNER,
    key: 'key_1',
    operation: 'changeSubscription',
    inputHash: 'hash_1',
    leaseInSeconds: 60,
    ...changes,
  });
}

function noteRequest(store: BillingStore, request: Record<string, string> = {}, at = moment(1)) {
  return store.transaction((transaction) => transaction.noteCommandRequest(OWNER, 'key_1', request, at));
}

function auditEntry(action: string, at: string) {
  return { externalId: OWNER, actor: 'user_1', action, subjectId: 'sub_1', details: { amount: 1 }, at };
}

/** Transactions, quotes, commands and what is kept of them. */
export const commandCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'keeps all of a transaction or none of it',
    run: async (store) => {
      const work = store.transaction(async (transaction) => {
        await transaction.applySnapshot({ kind: 'customer', record: customer() }, 'event');
        await transaction.appendAudit(auditEntry('mirror.customer.applied', moment()));
        await transaction.enqueueMessage('message_1', {
          kind: 'live',
          externalId: OWNER,
          stale: ['getBilling'],
        });
        throw new Error('the last step failed');
      });

      await assert.rejects(work, /the last step failed/);
      assert.equal(await store.findCustomerByExternalId(OWNER), null);
      assert.deepEqual(await store.listAudit(OWNER, 10), []);
      assert.equal((await store.outbox.depth()).pending, 0);
    },
  },
  {
    name: 'answers with what the transaction returned',
    run: async (store) => {
      assert.equal(await store.transaction(async () => 'answer'), 'answer');
    },
  },
  {
    name: 'lets one transaction at a time hold an owner',
    run: async (store) => {
      const steps: string[] = [];
      const work = (name: string) =>
        store.transaction(async (transaction) => {
          await transaction.lockOwner(OWNER);
          steps.push(`${name} begins`);
          await transaction.appendAudit(auditEntry(name, moment()));
          await transaction.appendAudit(auditEntry(name, moment()));
          steps.push(`${name} ends`);
        });

      await Promise.all(['a', 'b', 'c', 'd'].map(work));

      const pairs = [0, 2, 4, 6].map((index) => steps.slice(index, index + 2).map((step) => step.charAt(0)));
      for (const [began, ended] of pairs) assert.equal(began, ended, steps.join(', '));
    },
  },
  {
    name: 'gives a quote away once, as it was kept',
    run: async (store) => {
      await store.transaction((transaction) => transaction.insertQuote(quote()));
      const consume = () => store.transaction((transaction) => transaction.consumeQuote('quote_1', OWNER));

      const answers = await Promise.all([consume(), consume(), consume()]);

      assert.deepEqual(
        answers.filter((answer) => answer !== null),
        [quote()],
      );
    },
  },
  {
    name: 'shows a quote to its owner until it is used',
    run: async (store) => {
      await store.transaction((transaction) => transaction.insertQuote(quote()));

      assert.deepEqual(await store.findQuote(OWNER, 'quote_1'), quote());
      assert.equal(await store.findQuote('organization_other', 'quote_1'), null);
      await store.transaction((transaction) => transaction.consumeQuote('quote_1', OWNER));
      assert.equal(await store.findQuote(OWNER, 'quote_1'), null);
    },
  },
  {
    name: 'gives a quote back when the transaction that took it fails',
    run: async (store) => {
      await store.transaction((transaction) => transaction.insertQuote(quote()));
      const failing = store.transaction(async (transaction) => {
        await transaction.consumeQuote('quote_1', OWNER);
        throw new Error('declined');
      });

      await assert.rejects(failing, /declined/);
      assert.notEqual(
        await store.transaction((transaction) => transaction.consumeQuote('quote_1', OWNER)),
        null,
      );
    },
  },
  {
    name: 'gives nobody the quote of another owner',
    run: async (store) => {
      await store.transaction((transaction) => transaction.insertQuote(quote()));
      const consume = (owner: string) =>
        store.transaction((transaction) => transaction.consumeQuote('quote_1', owner));

      assert.equal(await consume('organization_other'), null);
      assert.notEqual(await consume(OWNER), null);
    },
  },
  {
    name: 'lists the running checkouts of an owner, the last one first',
    run: async (store) => {
      await store.transaction(async (transaction) => {
        await transaction.saveCheckoutIntent(checkoutIntent({ checkoutId: 'first' }));
        await transaction.saveCheckoutIntent(checkoutIntent({ checkoutId: 'expired', expiresAt: moment(5) }));
        await transaction.saveCheckoutIntent(checkoutIntent({ checkoutId: 'last' }));
        await transaction.saveCheckoutIntent(
          checkoutIntent({ checkoutId: 'other', externalId: 'organization_other' }),
        );
      });

      const running = await store.listCheckoutIntents(OWNER, moment(5));
      assert.deepEqual(running, [
        checkoutIntent({ checkoutId: 'last' }),
        checkoutIntent({ checkoutId: 'first' }),
      ]);
      assert.equal(await store.findCheckoutIntent(OWNER, 'other'), null);
      assert.deepEqual(
        await store.findCheckoutIntent(OWNER, 'first'),
        checkoutIntent({ checkoutId: 'first' }),
      );
    },
  },
  {
    name: 'lists audit entries newest first, as many as asked',
    run: async (store) => {
      await store.transaction(async (transaction) => {
        await transaction.appendAudit(auditEntry('second', moment(2)));
        await transaction.appendAudit(auditEntry('first', moment(1)));
        await transaction.appendAudit(auditEntry('third', moment(2)));
        await transaction.appendAudit({ ...auditEntry('other', moment(3)), externalId: null });
      });

      const entries = await store.listAudit(OWNER, 2);
      assert.deepEqual(
        entries.map(({ id: _, ...entry }) => entry),
        ['third', 'second'].map((name) => ({
          ...auditEntry(name, moment(2)),
          before: null,
          after: null,
          origin: null,
        })),
      );
    },
  },
  {
    name: 'keeps what was before, what is since, and beside it where the actor was',
    run: async (store) => {
      const before = { planId: 'starter' };
      const after = { planId: 'enterprise' };
      const origin = { address: '192.0.2.1', agent: 'Browser/1' };
      await store.transaction(async (transaction) => {
        await transaction.appendAudit({ ...auditEntry('changed', moment(1)), before, after }, origin);
        await transaction.appendAudit(auditEntry('nowhere', moment(2)), { address: null, agent: null });
      });

      const [nowhere, changed] = await store.listAudit(OWNER, 2);
      assert.deepEqual(nowhere?.origin, null);
      assert.deepEqual(
        { ...changed, id: '' },
        {
          ...auditEntry('changed', moment(1)),
          id: '',
          before,
          after,
          origin,
        },
      );
    },
  },
  {
    name: 'pages and filters audit entries, of one owner only, and new ones do not shift a page',
    run: async (store) => {
      await store.transaction(async (transaction) => {
        for (const place of [1, 2, 3, 3, 4]) {
          await transaction.appendAudit(auditEntry(`act ${place}`, moment(place)));
        }
        await transaction.appendAudit({
          ...auditEntry('other', moment(3)),
          externalId: 'organization_other',
        });
      });
      const actionsOf = async (query: Partial<AuditQuery>) => {
        const page = await store.listAuditEntries(OWNER, { limit: 50, cursor: null, ...query });
        return page.items.map(({ action }) => action);
      };

      const first = await store.listAuditEntries(OWNER, { limit: 2, cursor: null });
      assert.deepEqual(
        first.items.map(({ action }) => action),
        ['act 4', 'act 3'],
      );
      await store.transaction((transaction) => transaction.appendAudit(auditEntry('new', moment(5))));
      assert.deepEqual(await actionsOf({ cursor: first.nextCursor }), ['act 3', 'act 2', 'act 1']);
      assert.equal((await store.listAuditEntries(OWNER, { limit: 6, cursor: null })).nextCursor, null);

      assert.deepEqual(await actionsOf({ action: 'act 3' }), ['act 3', 'act 3']);
      assert.deepEqual(await actionsOf({ actor: 'nobody' }), []);
      assert.deepEqual(await actionsOf({ from: moment(2), until: moment(3) }), ['act 2']);
      for (const cursor of [
        'x',
        first.nextCursor?.slice(1) ?? '',
        btoa('["2030-01-01T00:00:00.000Z","1;"]'),
      ]) {
        await assert.rejects(actionsOf({ cursor }), { code: 'invalid_request' });
      }
    },
  },
  {
    name: 'starts a command once, however many ask at once',
    run: async (store) => {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => begin(store)));

      const kinds = answers.map(({ kind }) => kind).sort();
      assert.deepEqual(kinds, ['running', 'running', 'running', 'running', 'started']);
    },
  },
  {
    name: 'runs one command of an owner at a time',
    run: async (store) => {
      await begin(store);

      assert.deepEqual(await begin(store, { key: 'key_2' }), { kind: 'busy' });
      assert.deepEqual(await begin(store, { key: 'key_2', externalId: 'organization_other' }), {
        kind: 'started',
      });
      await store.transaction((transaction) => transaction.finishCommand(OWNER, 'key_1', 200, {}));
      assert.deepEqual(await begin(store, { key: 'key_2' }), { kind: 'started' });
    },
  },
  {
    name: 'gives the outcome of a finished command again',
    run: async (store) => {
      await begin(store);
      const body = { text: 'NUL \u0000 and ☃', digits: '123', list: [null, true] };
      await store.transaction((transaction) => transaction.finishCommand(OWNER, 'key_1', 402, body));

      assert.deepEqual(await begin(store), { kind: 'finished', status: 402, body });
    },
  },
  {
    name: 'gives back any JSON as the outcome, a string of digits and null too',
    run: async (store) => {
      for (const [index, body] of ['123', null, 7, 'text'].entries()) {
        const key = `key_${index}`;
        await begin(store, { key });
        await store.transaction((transaction) => transaction.finishCommand(OWNER, key, 200, body));
        assert.deepEqual(await begin(store, { key }), { kind: 'finished', status: 200, body });
      }
    },
  },
  {
    name: 'refuses a key that was used with another input',
    run: async (store) => {
      await begin(store);

      assert.deepEqual(await begin(store, { inputHash: 'hash_2' }), { kind: 'mismatch' });
      assert.deepEqual(await begin(store, { operation: 'cancelSubscription' }), { kind: 'mismatch' });
    },
  },
  {
    name: 'lets a command that was given up run again',
    run: async (store) => {
      await begin(store);
      await store.abandonCommand(OWNER, 'key_1');

      assert.deepEqual(await begin(store, { inputHash: 'hash_2' }), { kind: 'started' });
    },
  },
  {
    name: 'keeps what a command asked the provider for when it is given up, and finds it when it runs again',
    run: async (store) => {
      await begin(store);
      const request = { quoteId: 'quote_1', text: 'NUL \u0000 and ☃' };
      const noted = await noteRequest(store, request);
      assert.deepEqual(noted, {
        id: noted.id,
        key: 'key_1',
        operation: 'changeSubscription',
        request,
        requestedAt: moment(1),
      });
      await store.abandonCommand(OWNER, 'key_1');

      assert.deepEqual(await store.listCommandRequests(OWNER), [noted]);
      assert.deepEqual(await store.listCommandRequests('organization_other'), []);
      assert.deepEqual(await begin(store, { inputHash: 'hash_2' }), { kind: 'mismatch' });
      assert.deepEqual(await begin(store, { key: 'key_2' }), { kind: 'started' });
      assert.deepEqual(await begin(store), { kind: 'busy' });
      await store.abandonCommand(OWNER, 'key_2');
      assert.deepEqual(await begin(store), { kind: 'started' });
      assert.deepEqual(await begin(store), { kind: 'running' });
      assert.deepEqual(await noteRequest(store, { quoteId: 'another' }, moment(2)), noted);
    },
  },
  {
    name: 'keeps what a command asked for when its lease runs out, and nothing of one that asked for nothing',
    run: async (store) => {
      await begin(store, { leaseInSeconds: 0.2 });
      const noted = await noteRequest(store);
      const next = (key: string) =>
        until(async () => {
          const start = await begin(store, { key, leaseInSeconds: 0.1 });
          return start.kind === 'started' ? start : null;
        });
      await next('key_2');
      await next('key_3');

      assert.deepEqual(await store.listCommandRequests(OWNER), [noted]);
      await store.abandonCommand(OWNER, 'key_3');
      assert.deepEqual(await begin(store, { key: 'key_2', inputHash: 'hash_2' }), { kind: 'started' });
    },
  },
  {
    name: 'forgets what a command asked for when its outcome is known',
    run: async (store) => {
      await begin(store);
      await noteRequest(store);
      await store.transaction((transaction) => transaction.finishCommand(OWNER, 'key_1', 200, {}));

      assert.deepEqual(await store.listCommandRequests(OWNER), []);
      await assert.rejects(noteRequest(store), /lease/);
    },
  },
  {
    name: 'keeps an outcome from being given up',
    run: async (store) => {
      await begin(store);
      await store.transaction((transaction) => transaction.finishCommand(OWNER, 'key_1', 200, 'done'));
      await store.abandonCommand(OWNER, 'key_1');

      assert.deepEqual(await begin(store), { kind: 'finished', status: 200, body: 'done' });
    },
  },
  {
    name: 'lets another command run when the lease of the first has run out',
    run: async (store) => {
      await begin(store, { leaseInSeconds: 0.1 });

      const answer = await until(async () => {
        const start = await begin(store, { key: 'key_2' });
        return start.kind === 'busy' ? null : start;
      });

      assert.deepEqual(answer, { kind: 'started' });
    },
  },
  {
    name: 'answers a ping',
    run: async (store) => {
      await store.ping();
    },
  },
  {
    name: 'can be brought up to date again and again, keeping what it holds',
    run: async (store) => {
      await apply(store, 'event', { kind: 'customer', record: customer() });

      await Promise.all([store.migrate(), store.migrate()]);

      assert.deepEqual(await store.findCustomerByExternalId(OWNER), customer());
    },
  },
];
