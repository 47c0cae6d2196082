import { expect, it } from 'vitest';
import type { CommandName, OperationInput } from '../../../src/contract/index.ts';
import type { BillingServer, BillingStore } from '../../../src/server/index.ts';
import type { Fault } from '../support/gateway.ts';
import { passRealTime } from '../support/pass-real-time.ts';
import {
  countCharges,
  newKey,
  openPayingWorld,
  openWorld,
  prepareChange,
  type World,
} from '../support/world.ts';

/** Longer than a command may run, in seconds. */
const COMMAND_TIME = 200;
const A_DAY = 24 * 3600;
const DECLINED_LATER = '4000000000000341';

/** A command of a person's, what it asks the provider for, and how one sees that it was done. */
interface Story {
  name: CommandName;
  /** Which of several that one command can do. */
  what?: string;
  open(): Promise<World>;
  prepare(world: World): Promise<OperationInput<CommandName>>;
  /** What makes another intent of a prepared one. */
  other: Partial<
    OperationInput<'startCheckout'> &
      OperationInput<'cancelSubscription'> &
      OperationInput<'pauseSubscription'> &
      OperationInput<'removePaymentMethod'>
  >;
  /** The request that changes something. */
  request: RegExp;
  /** What tells that it was done, at the provider or in the mirror. */
  isDone(world: World): Promise<boolean>;
}

const paying = () => openPayingWorld();
const billingOf = (world: World) => world.as('ada').query('getBilling', {});

async function revisionOf(world: World): Promise<string> {
  return (await billingOf(world)).revision;
}

/** A world where a pause of a month is scheduled. */
async function pausing(): Promise<World> {
  const world = await openPayingWorld();
  await world.as('ada').command('pauseSubscription', { revision: await revisionOf(world), months: 1 });
  await world.settle();
  return world;
}

/** A world with two cards on file, of which the one that was there first is charged no more. */
async function twoCards(): Promise<World> {
  const world = await openPayingWorld();
  await world.replaceCard('ada', DECLINED_LATER);
  return world;
}

async function cardsOf(world: World) {
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  const cards = await world.store.listPaymentMethods(customer?.id ?? '');
  return { charged: customer?.defaultPaymentMethodId ?? null, cards };
}

async function prepareFormerCard(world: World): Promise<OperationInput<'removePaymentMethod'>> {
  const { charged, cards } = await cardsOf(world);
  const former = cards.find(({ id }) => id !== charged);
  return { paymentMethodId: former?.id ?? '', revision: await revisionOf(world) };
}

const stories: readonly Story[] = [
  {
    name: 'startCheckout',
    open: () => openWorld(),
    prepare: async () => ({ priceId: 'starter-month', returnPath: '/' }),
    other: { returnPath: '/elsewhere' },
    request: /^POST \/v1\/checkouts\/$/,
    isDone: async (world) => {
      const intents = await world.store.listCheckoutIntents(
        'organization_northwind',
        world.emulator.clock.now(),
      );
      return intents.length > 0;
    },
  },
  {
    name: 'changeSubscription',
    open: paying,
    prepare: async (world) => (await prepareChange(world)).input,
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.planId === 'enterprise',
  },
  {
    name: 'cancelSubscription',
    open: paying,
    prepare: async (world) => ({ revision: await revisionOf(world), reason: 'other' }),
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.cancelAtPeriodEnd === true,
  },
  {
    name: 'uncancelSubscription',
    open: async () => {
      const world = await openPayingWorld();
      const revision = await revisionOf(world);
      await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
      await world.settle();
      return world;
    },
    prepare: async (world) => ({ revision: await revisionOf(world) }),
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.cancelAtPeriodEnd === false,
  },
  {
    name: 'dropScheduledChange',
    open: async () => {
      const world = await openPayingWorld();
      const { input } = await prepareChange(world, 'starter-month');
      await world.as('ada').command('changeSubscription', input);
      await world.settle();
      return world;
    },
    prepare: async (world) => ({ revision: await revisionOf(world) }),
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.pendingChange === null,
  },
  {
    name: 'pauseSubscription',
    open: paying,
    prepare: async (world) => ({ revision: await revisionOf(world), months: 2 }),
    other: { months: 3 },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.pauseAtPeriodEnd === true,
  },
  {
    name: 'dropScheduledPause',
    open: pausing,
    prepare: async (world) => ({ revision: await revisionOf(world) }),
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.pauseAtPeriodEnd === false,
  },
  {
    name: 'changeSubscription',
    what: 'that ends a pause',
    open: async () => {
      const world = await pausing();
      await world.advance('P32D');
      return world;
    },
    prepare: async (world) => {
      const { id } = await world.as('ada').query('previewChange', { resume: true });
      return { quoteId: id, revision: await revisionOf(world) };
    },
    other: { revision: 'another' },
    request: /^PATCH /,
    isDone: async (world) => (await billingOf(world)).subscription?.status === 'active',
  },
  {
    name: 'setDefaultPaymentMethod',
    open: twoCards,
    prepare: prepareFormerCard,
    other: { revision: 'another' },
    request: /^PATCH \/v1\/customer-portal\/customers\/me$/,
    isDone: async (world) => {
      const { charged, cards } = await cardsOf(world);
      return cards.find(({ id }) => id === charged)?.last4 === '4242';
    },
  },
  {
    name: 'removePaymentMethod',
    open: twoCards,
    prepare: prepareFormerCard,
    other: { revision: 'another' },
    request: /^DELETE \/v1\/customer-portal\/customers\/me\/payment-methods\//,
    isDone: async (world) => (await cardsOf(world)).cards.length === 1,
  },
  {
    name: 'retryPayment',
    open: async () => {
      const world = await twoCards();
      await world.advance('P32D');
      return world;
    },
    prepare: prepareFormerCard,
    other: { revision: 'another' },
    request: /^POST \/v1\/customer-portal\/orders\/.*\/confirm-payment$/,
    isDone: async (world) => (await billingOf(world)).subscription?.status === 'active',
  },
];

const countAsked = (world: World, { request }: Story) =>
  world.gateway.requests.filter((asked) => request.test(asked)).length;

async function send(world: World, { name }: Story, input: unknown, key: string, server?: BillingServer) {
  const response = await world
    .as('ada', server)
    .send(name, { body: input, headers: { 'idempotency-key': key } });
  return { status: response.status, body: await response.json() };
}

/** Lets the request that changes something go wrong, and nothing else. */
function failChange(world: World, { request }: Story, fault: Fault): void {
  world.gateway.faultOf = (asked) => (request.test(asked) ? fault : 'none');
}

/** Jobs that are to read the owner again. */
async function countRepairs(world: World): Promise<number> {
  const { rows } = await world.database.db.execute<{ count: number }>(
    `select count(*)::int as count from floe_billing.jobs where kind = 'repair_owner' and state = 'pending'`,
  );
  return rows[0]?.count ?? 0;
}

/** A store that goes away, as everything does for a process that is killed, once the provider was asked for a change. */
function mortalStore(world: World, { request }: Story): BillingStore {
  const before = world.gateway.requests.length;
  return new Proxy(world.store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...input: unknown[]) => {
        const isDead = world.gateway.requests.slice(before).some((asked) => request.test(asked));
        if (isDead) return Promise.reject(new Error('The process is gone.'));
        return Reflect.apply(value, target, input);
      };
    },
  });
}

for (const story of stories) {
  const title = [story.name, story.what].join(' ').trimEnd();
  it(`${title}: does nothing and says so when the provider was not reached, and does it once when asked again`, async () => {
    const world = await story.open();
    const input = await story.prepare(world);
    const key = newKey();
    const before = countAsked(world, story);
    failChange(world, story, 'down');
    expect((await send(world, story, input, key)).status).toBe(503);
    expect(await story.isDone(world)).toBe(false);

    world.gateway.faultOf = () => 'none';
    expect((await send(world, story, input, key)).status).toBe(200);
    expect(await story.isDone(world)).toBe(true);
    expect(countAsked(world, story) - before).toBe(2);
  });

  it(`${title}: finds out that it was done when the answer was lost`, async () => {
    const world = await story.open();
    const input = await story.prepare(world);
    const key = newKey();
    const before = countAsked(world, story);
    failChange(world, story, 'answer_lost');
    const first = await send(world, story, input, key);

    expect(first.status).toBe(200);
    expect(await story.isDone(world)).toBe(true);
    expect(countAsked(world, story) - before).toBe(1);
    expect(await countRepairs(world)).toBe(0);
  });

  it(`${title}: heals by itself, and is done once, when its process died before it wrote what the provider said`, async () => {
    const world = await story.open();
    // Without webhooks nothing else can tell.
    world.webhooks.areOpen = false;
    const input = await story.prepare(world);
    const key = newKey();
    const before = countAsked(world, story);
    const dying = await world.startAnother(mortalStore(world, story));
    expect((await send(world, story, input, key, dying)).status).toBe(500);
    expect(await story.isDone(world)).toBe(false);
    expect(await countRepairs(world)).toBe(1);
    expect((await send(world, story, input, newKey())).status).toBe(409);

    await passRealTime(world.database.db, COMMAND_TIME);
    await world.settle();
    expect(await story.isDone(world)).toBe(true);
    expect(await countRepairs(world)).toBe(0);
    expect((await send(world, story, input, key)).status).toBe(200);
    expect(countAsked(world, story) - before).toBe(1);
  });

  it(`${title}: is done once when its process died and the person was faster than the repair`, async () => {
    const world = await story.open();
    world.webhooks.areOpen = false;
    const input = await story.prepare(world);
    const key = newKey();
    const before = countAsked(world, story);
    const dying = await world.startAnother(mortalStore(world, story));
    await send(world, story, input, key, dying);
    await world.database.db.execute(
      `update floe_billing.idempotency_keys set lease_expires_at = lease_expires_at - interval '200 seconds'`,
    );

    expect((await send(world, story, { ...input, ...story.other }, key)).status).toBe(409);
    const answer = await send(world, story, input, key);
    expect(answer.status).toBe(200);
    expect(await send(world, story, input, key)).toEqual(answer);
    expect(countAsked(world, story) - before).toBe(1);
    expect(await story.isDone(world)).toBe(true);
  });

  it(`${title}: gives its answer again for 24 hours, and refuses the key with another body`, async () => {
    const world = await story.open();
    const input = await story.prepare(world);
    const key = newKey();
    const before = countAsked(world, story);
    const first = await send(world, story, input, key);
    expect(first.status).toBe(200);

    await passRealTime(world.database.db, A_DAY - 600);
    expect((await send(world, story, input, key)).status).toBe(200);
    const other = await send(world, story, { ...input, ...story.other }, key);
    expect(other.status).toBe(409);
    expect(countAsked(world, story) - before).toBe(1);
  });
}

it('charges once when the process died after the charge', async () => {
  const world = await openPayingWorld();
  const story = stories.find(({ name }) => name === 'changeSubscription');
  if (story === undefined) throw new Error('There is no such story.');
  const { input, quote } = await prepareChange(world);
  const key = newKey();
  const dying = await world.startAnother(mortalStore(world, story));
  await send(world, story, input, key, dying);
  await passRealTime(world.database.db, COMMAND_TIME);
  await world.settle();

  const { receipt } = await world.as('ada').command('changeSubscription', input, key);
  expect(receipt.charged).toEqual(quote.dueNow);
  expect(await countCharges(world)).toBe(1);
});

it('gives the checkout whose answer was lost to whoever asks next, with another intent', async () => {
  const world = await openWorld();
  const input = { priceId: 'starter-month', returnPath: '/' };
  let hasAsked = false;
  world.gateway.faultOf = (request) => {
    if (hasAsked) return 'down';
    hasAsked = request === 'POST /v1/checkouts/';
    return hasAsked ? 'answer_lost' : 'none';
  };
  await expect(world.as('ada').command('startCheckout', input)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  world.gateway.faultOf = () => 'none';

  const { id } = await world.as('ben').command('startCheckout', input);

  const { items } = await world.polar.checkouts.list({ limit: 100 });
  expect(items.map((checkout) => checkout.id)).toEqual([id]);
});
