import { act, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import type { CommandAnswer } from '../../src/contract/index.ts';
import type { Billing } from '../../src/core/index.ts';
import {
  useBilling,
  useCancelFlow,
  useCancelSubscription,
  useCatalog,
  useInvoices,
  usePlanSelector,
} from '../../src/react/index.ts';
import { cancelOptions, catalogFor, invoicePage, quote, subscribed } from './fixtures.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const mine = subscribed({ owner: { type: 'organization', id: 'org_1', name: 'Acme' } });
const other: Billing = subscribed({
  revision: 'revision-other',
  owner: { type: 'organization', id: 'org_2', name: 'Globex' },
});

/** An adapter whose session is switched together with the owner: first Acme, from the second call on Globex. */
function createSwitchingAdapter() {
  const first = <Answer,>(acme: Answer, globex: Answer) => {
    return (_input: object, callNumber: number) => (callNumber === 1 ? acme : globex);
  };
  return createFixtureAdapter({
    answers: {
      getBilling: first(mine, other),
      getCatalog: first(catalogFor(mine), catalogFor(other)),
      listInvoices: ({ cursor }, callNumber) =>
        callNumber <= 2 ? invoicePage(`ACME-${cursor ?? 'first'}`, 'next') : invoicePage('GLOBEX-first'),
      previewChange: quote(),
      getCancelOptions: cancelOptions,
      cancelSubscription: { billing: mine },
    },
  });
}

it('shows no answer of the owner before, not for one render', async () => {
  const adapter = createSwitchingAdapter();
  const { result, renders, switchOwner } = renderBillingHook(
    () => ({ billing: useBilling().data, catalog: useCatalog().data, invoices: useInvoices() }),
    { adapter },
  );
  await waitFor(() => expect(result.current.billing).toBeDefined());
  await waitFor(() => expect(result.current.invoices.hasNext).toBe(true));
  act(() => result.current.invoices.goToNext());
  await waitFor(() => expect(result.current.invoices.data?.items[0]?.id).toBe('ACME-next'));

  switchOwner('org_2');
  await waitFor(() => expect(result.current.billing?.owner.name).toBe('Globex'));
  await waitFor(() => expect(result.current.invoices.data?.items[0]?.id).toBe('GLOBEX-first'));

  const ofOther = renders.filter(({ ownerKey }) => ownerKey === 'org_2').map(({ result }) => result);
  expect(ofOther[0]).toMatchObject({ billing: undefined, catalog: undefined });
  expect(ofOther[0]?.invoices).toMatchObject({ data: undefined, pageIndex: 0, hasPrevious: false });
  expect(JSON.stringify(ofOther)).not.toMatch(/Acme|ACME/);
});

it('closes what the owner before had open', async () => {
  const { result, renders, switchOwner } = renderBillingHook(
    () => ({ plans: usePlanSelector({ returnPath: '/billing' }), cancel: useCancelFlow() }),
    { adapter: createSwitchingAdapter() },
  );
  await waitFor(() => expect(result.current.plans.status).toBe('ready'));
  act(() => {
    if (result.current.plans.status === 'ready') result.current.plans.choose('enterprise-month');
    result.current.cancel.open();
  });
  await waitFor(() => expect(result.current.cancel.status).toBe('ready'));

  switchOwner('org_2');

  const [first] = renders.filter(({ ownerKey }) => ownerKey === 'org_2');
  expect(first?.result).toMatchObject({ plans: { status: 'loading' }, cancel: { status: 'closed' } });
  await waitFor(() =>
    expect(result.current.plans).toMatchObject({ status: 'ready', state: { kind: 'idle' } }),
  );
});

it('keeps the outcome of a command from the next owner', async () => {
  const answer = deferred<CommandAnswer>();
  const adapter = createFixtureAdapter({
    answers: {
      getBilling: (_input, callNumber) => (callNumber === 1 ? mine : other),
      cancelSubscription: () => answer.promise,
    },
  });
  const { result, renders, switchOwner } = renderBillingHook(
    () => ({ billing: useBilling().data, cancel: useCancelSubscription() }),
    { adapter },
  );
  await waitFor(() => expect(result.current.billing).toBeDefined());
  act(() => result.current.cancel.mutate({ reason: 'other' }));
  await waitFor(() => expect(callsOf(adapter, 'cancelSubscription')).toHaveLength(1));

  switchOwner('org_2');
  await act(async () => answer.resolve({ billing: { ...mine, revision: 'revision-canceled' } }));
  await waitFor(() => expect(result.current.billing?.owner.name).toBe('Globex'));

  const ofOther = renders.filter(({ ownerKey }) => ownerKey === 'org_2').map(({ result }) => result);
  expect(ofOther.map(({ cancel }) => cancel.status)).toEqual(ofOther.map(() => 'idle'));
  expect(JSON.stringify(ofOther)).not.toContain('Acme');

  switchOwner('org_1');
  expect(result.current.billing?.revision).toBe('revision-canceled');
});
