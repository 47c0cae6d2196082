import { expect, it } from 'vitest';
import type { BillingAdapter } from '../../src/contract/index.ts';
import { BillingError } from '../../src/core/index.ts';
import { checkedAdapter } from '../../src/testing/billing-adapter/checked-adapter.ts';
import { assertRefused, assertSameInstant, until } from '../../src/testing/billing-adapter/steps.ts';
import { adapterCases, type BillingAdapterSubject, describeBillingAdapter } from '../../src/testing/index.ts';

/** An adapter that gives the same to whatever it is asked. */
function adapterOf(answer: () => Promise<unknown>): BillingAdapter {
  return new Proxy({} as BillingAdapter, {
    get: (_, name) => (name === 'subscribe' ? undefined : answer),
    ownKeys: () => [],
  });
}

function subjectOf(answer: () => Promise<unknown>): BillingAdapterSubject {
  return {
    adapterFor: () => adapterOf(answer),
    payCheckout: async () => undefined,
    replaceCard: async () => undefined,
    advance: async () => undefined,
    settled: async () => undefined,
  };
}

it('gives every case a name of its own', () => {
  expect(new Set(adapterCases.map(({ name }) => name)).size).toBe(adapterCases.length);
});

it.each(adapterCases.map(({ name, run }) => [name, run] as const))(
  'fails an adapter that answers nothing: %s',
  async (_, run) => {
    await expect(run(subjectOf(async () => null))).rejects.toThrow();
  },
);

it.each(adapterCases.map(({ name, run }) => [name, run] as const))(
  'fails an adapter that is broken: %s',
  async (_, run) => {
    const broken = async () => {
      throw new BillingError('internal', { message: 'Broken.' });
    };

    await expect(run(subjectOf(broken))).rejects.toThrow();
  },
);

it('fails an answer that is not of the contract, naming what is wrong', async () => {
  const answer = { asOf: 'yesterday', items: [], nextCursor: null, cost: 1 };

  await expect(checkedAdapter(adapterOf(async () => answer)).listInvoices({})).rejects.toThrow(
    /listInvoices[\s\S]*asOf/,
  );
});

it('fails an adapter that throws something other than a BillingError', async () => {
  const work = checkedAdapter(adapterOf(() => Promise.reject(new TypeError('fetch failed')))).getBilling({});

  await expect(work).rejects.toThrow(/getBilling rejected with something other/);
});

it('fails what is refused with another code, and what is not refused', async () => {
  const refused = Promise.reject(new BillingError('conflict', { message: 'Busy.' }));

  await expect(assertRefused(refused, 'not_found')).rejects.toThrow(
    /refused with conflict; expected not_found/,
  );
  await expect(assertRefused(Promise.resolve(), 'not_found')).rejects.toThrow(/was not refused/);
});

it('compares instants by time', () => {
  assertSameInstant('2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z');

  expect(() => assertSameInstant('2027-01-01T00:00:00Z', '2027-01-01T00:00:01Z')).toThrow();
  expect(() => assertSameInstant(null, null)).toThrow(/no instants/);
});

it('reads until the answer is as wanted', async () => {
  let reads = 0;

  expect(
    await until(
      async () => ++reads,
      (count) => count === 3,
      'the third',
    ),
  ).toBe(3);
});

it('registers every case but those that are skipped with a reason', () => {
  const registered: string[] = [];
  const createSubject = async () => subjectOf(async () => null);
  const [first, ...others] = adapterCases.map(({ name }) => name);

  describeBillingAdapter((name) => registered.push(name), {
    createSubject,
    skip: { [first ?? '']: 'not yet' },
  });

  expect(registered).toEqual(others);
  expect(() => describeBillingAdapter(() => undefined, { createSubject, skip: { unheard: 'of' } })).toThrow(
    /unheard/,
  );
});
