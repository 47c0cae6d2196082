import { act, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type CreateFixtureAdapterOptions, createFixtureAdapter } from '../../src/adapters/index.ts';
import type { CommandAnswer } from '../../src/contract/index.ts';
import {
  type CancelFlowReady,
  type UseCancelFlowResult,
  useBilling,
  useCancelFlow,
} from '../../src/react/index.ts';
import { cancelOptions, subscribed } from './fixtures.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const canceled = subscribed({ revision: 'revision-2' }, { cancelAtPeriodEnd: true });

function ready(result: UseCancelFlowResult): CancelFlowReady & UseCancelFlowResult {
  if (result.status !== 'ready') throw new Error(`The flow is ${result.status}.`);
  return result;
}

async function renderFlow(options: CreateFixtureAdapterOptions = {}) {
  const adapter = createFixtureAdapter({
    ...options,
    answers: { getBilling: subscribed(), getCancelOptions: cancelOptions, ...options.answers },
  });
  const { result } = renderBillingHook(() => ({ flow: useCancelFlow(), billing: useBilling() }), { adapter });
  await waitFor(() => expect(result.current.billing.isSuccess).toBe(true));
  return {
    adapter,
    flow: () => result.current.flow,
    billing: () => result.current.billing,
    step: () => ready(result.current.flow),
  };
}

/** Opens the flow and goes to its last step. */
async function renderConfirm(options: CreateFixtureAdapterOptions = {}) {
  const view = await renderFlow(options);
  act(() => view.flow().open());
  await waitFor(() => expect(view.flow().status).toBe('ready'));
  act(() => view.step().chooseReason('too_expensive'));
  act(() => view.step().writeComment('  Too much for us. '));
  act(() => view.step().next());
  return view;
}

it('asks nothing before it is opened', async () => {
  const { adapter, flow } = await renderFlow();

  expect(flow()).toMatchObject({ status: 'closed', isOpen: false });
  expect(callsOf(adapter, 'getCancelOptions')).toEqual([]);
});

it('needs a reason to go on', async () => {
  const { flow, step } = await renderFlow();
  act(() => flow().open());
  expect(flow().status).toBe('loading');
  await waitFor(() => expect(flow().status).toBe('ready'));

  act(() => step().next());
  expect(step().step).toBe('reason');
  act(() => step().chooseReason('other'));
  act(() => step().next());

  expect(step()).toMatchObject({ step: 'confirm', reason: 'other', options: cancelOptions });
});

it('goes back with what was said', async () => {
  const { step } = await renderConfirm();

  act(() => step().back());

  expect(step()).toMatchObject({ step: 'reason', reason: 'too_expensive', comment: '  Too much for us. ' });
});

it('is done only after the answer of the server', async () => {
  const answer = deferred<CommandAnswer>();
  const { adapter, billing, step } = await renderConfirm({
    answers: { cancelSubscription: () => answer.promise },
  });

  act(() => {
    step().confirm();
    step().confirm();
  });
  await waitFor(() => expect(step().isConfirming).toBe(true));
  expect(step().step).toBe('confirm');
  answer.resolve({ billing: canceled });

  await waitFor(() => expect(step().step).toBe('done'));
  expect(billing().data?.subscription?.cancelAtPeriodEnd).toBe(true);
  expect(callsOf(adapter, 'cancelSubscription')).toMatchObject([
    { input: { reason: 'too_expensive', comment: 'Too much for us.', revision: 'revision-1' } },
  ]);
});

it('sends no comment when none was written', async () => {
  const { adapter, step } = await renderConfirm({ answers: { cancelSubscription: { billing: canceled } } });
  act(() => step().back());
  act(() => step().writeComment('   '));
  act(() => step().next());

  act(() => step().confirm());

  await waitFor(() => expect(step().step).toBe('done'));
  expect(callsOf(adapter, 'cancelSubscription')[0]?.input).toEqual({
    reason: 'too_expensive',
    revision: 'revision-1',
  });
});

it('tells in place why it could not cancel, and tries again with the same key', async () => {
  const { adapter, step } = await renderConfirm({
    answers: { cancelSubscription: { billing: canceled } },
    failures: { cancelSubscription: (_input, callNumber) => (callNumber === 1 ? 'internal' : null) },
  });

  act(() => step().confirm());
  await waitFor(() => expect(step().error?.code).toBe('internal'));
  expect(step().step).toBe('confirm');
  act(() => step().confirm());

  await waitFor(() => expect(step().step).toBe('done'));
  expect(step().error).toBeNull();
  const [first, second] = callsOf(adapter, 'cancelSubscription');
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
});

it('starts anew when it is opened again, with fresh options', async () => {
  const { adapter, flow, step } = await renderConfirm();

  act(() => flow().close());
  expect(flow().status).toBe('closed');
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  act(() => flow().open());

  expect(flow().status).toBe('loading');
  await waitFor(() => expect(step()).toMatchObject({ step: 'reason', reason: null, comment: '' }));
  expect(callsOf(adapter, 'getCancelOptions')).toHaveLength(2);
});

it('stays open while the server is asked', async () => {
  const { flow, step } = await renderConfirm({ latencyMs: { cancelSubscription: 'never' } });

  act(() => step().confirm());
  await waitFor(() => expect(step().isConfirming).toBe(true));
  act(() => flow().close());

  expect(flow().isOpen).toBe(true);
});

it('tells why there are no options, and asks again', async () => {
  const { flow } = await renderFlow({
    failures: { getCancelOptions: (_input, callNumber) => (callNumber === 1 ? 'conflict' : null) },
  });
  act(() => flow().open());
  await waitFor(() => expect(flow()).toMatchObject({ status: 'error', error: { code: 'conflict' } }));

  act(() => {
    const failed = flow();
    if (failed.status === 'error') failed.retry();
  });

  await waitFor(() => expect(flow().status).toBe('ready'));
});
