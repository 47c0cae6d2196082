import type { models } from '@polar-sh/sdk/2026-10';
import type { SubscriptionRow } from '../../../src/emulator/state/rows.ts';
import { compareInstants } from '../../../src/emulator/time/instant.ts';
import type { State, Told } from './world.ts';

/** What of a subscription may be there or not, in an answer, an event and a row alike. */
type Fields = Pick<
  models.OrderSubscription,
  | 'status'
  | 'cancel_at_period_end'
  | 'canceled_at'
  | 'started_at'
  | 'ends_at'
  | 'ended_at'
  | 'past_due_at'
  | 'pause_at_period_end'
  | 'paused_at'
  | 'resumes_at'
  | 'trial_start'
  | 'trial_end'
  | 'current_period_start'
  | 'current_period_end'
  | 'amount'
> & { pending_update: unknown };

type Status = 'trialing' | 'active' | 'past_due' | 'paused' | 'canceled';

/** Whether something must be there, must not, or may. */
type Presence = 'always' | 'never' | 'sometimes';

/** What a status goes with. Statuses that are not in it never happen: nothing in Polar's engine sets them any more. */
export const allowed: Record<
  Status,
  Record<
    | 'ended_at'
    | 'past_due_at'
    | 'paused_at'
    | 'resumes_at'
    | 'trial_end'
    | 'cancel_at_period_end'
    | 'pause_at_period_end'
    | 'pending_update',
    Presence
  >
> = {
  trialing: {
    ended_at: 'never',
    past_due_at: 'never',
    paused_at: 'never',
    // A trial that was given to an active subscription that is to pause.
    resumes_at: 'sometimes',
    pause_at_period_end: 'sometimes',
    trial_end: 'always',
    cancel_at_period_end: 'sometimes',
    pending_update: 'sometimes',
  },
  active: {
    ended_at: 'never',
    past_due_at: 'never',
    paused_at: 'never',
    resumes_at: 'sometimes',
    pause_at_period_end: 'sometimes',
    trial_end: 'sometimes',
    cancel_at_period_end: 'sometimes',
    pending_update: 'sometimes',
  },
  past_due: {
    ended_at: 'never',
    past_due_at: 'always',
    paused_at: 'never',
    // A scheduled attempt or a reset may fail while a pause is planned.
    resumes_at: 'sometimes',
    pause_at_period_end: 'sometimes',
    trial_end: 'sometimes',
    cancel_at_period_end: 'sometimes',
    pending_update: 'sometimes',
  },
  paused: {
    ended_at: 'never',
    past_due_at: 'never',
    paused_at: 'always',
    resumes_at: 'sometimes',
    pause_at_period_end: 'never',
    trial_end: 'sometimes',
    cancel_at_period_end: 'never',
    // A change that waited when the pause began waits on.
    pending_update: 'sometimes',
  },
  canceled: {
    ended_at: 'always',
    // What it was when it ended is not forgotten.
    past_due_at: 'sometimes',
    paused_at: 'sometimes',
    resumes_at: 'sometimes',
    pause_at_period_end: 'sometimes',
    trial_end: 'sometimes',
    cancel_at_period_end: 'sometimes',
    pending_update: 'never',
  },
};

const isThere = (value: unknown) => value !== null && value !== false;

/** What is impossible about a subscription. */
export function impossible(fields: Fields): string[] {
  const row = allowed[fields.status as Status] as (typeof allowed)[Status] | undefined;
  if (row === undefined) return [`has the status ${fields.status}`];
  const flaws = (Object.keys(row) as (keyof typeof row)[])
    .filter((name) => row[name] === (isThere(fields[name]) ? 'never' : 'always'))
    .map((name) => `is ${fields.status} with ${name} ${JSON.stringify(fields[name])}`);
  const { ended_at, ends_at, canceled_at, cancel_at_period_end, current_period_end } = fields;
  if (ended_at !== null && ended_at !== ends_at) flaws.push('ended when it was not to end');
  if (ended_at !== null && canceled_at === null) flaws.push('ended without being canceled');
  if (ended_at === null && cancel_at_period_end !== (ends_at !== null))
    flaws.push('does not know whether it ends');
  if (ended_at === null && cancel_at_period_end !== (canceled_at !== null))
    flaws.push('does not know that it is canceled');
  if (ended_at === null && cancel_at_period_end && ends_at !== current_period_end)
    flaws.push('ends within a period');
  if (
    ended_at === null &&
    isThere(fields.resumes_at) &&
    !fields.pause_at_period_end &&
    fields.status !== 'paused'
  ) {
    flaws.push('resumes without a pause');
  }
  if ((fields.trial_end === null) !== (fields.trial_start === null)) flaws.push('has half a trial');
  if (fields.started_at === null) flaws.push('never started');
  if (compareInstants(fields.current_period_start, current_period_end) >= 0)
    flaws.push('has a period of no time');
  if (!Number.isSafeInteger(fields.amount) || fields.amount < 0) flaws.push(`costs ${fields.amount}`);
  return flaws;
}

function flawsOfRow(state: State, row: SubscriptionRow): string[] {
  const flaws = impossible(row);
  const has = (type: string) => row.prices.some((price) => price.amount_type === type);
  if (has('seat_based') !== (row.seats !== null)) flaws.push('has seats that nothing counts');
  if (has('unit_based') !== (row.units !== null)) flaws.push('has units that nothing counts');
  if ((row.status === 'past_due') !== (row.past_due_deadline !== null))
    flaws.push('has a deadline for nothing');
  if (row.anchor_day < 1 || row.anchor_day > 31) flaws.push(`is anchored on day ${row.anchor_day}`);
  const isBilled = row.status === 'trialing' || row.status === 'active' || row.status === 'past_due';
  if (isBilled && compareInstants(row.current_period_end, state.now) <= 0)
    flaws.push('is in a period that is over');
  if (row.ended_at !== null && state.billing_entries.some((one) => one.subscription_id === row.id)) {
    flaws.push('ended with lines that wait');
  }
  const pending = state.orders.filter((one) => one.subscription_id === row.id && one.status === 'pending');
  if (row.status === 'past_due' && pending.length === 0) flaws.push('is past due for nothing');
  const { ended_at } = row;
  // What is used within a period is given up by itself; all else only together with its subscription.
  const isGivenUp = state.orders.some(
    (one) =>
      one.subscription_id === row.id &&
      one.status === 'void' &&
      one.billing_reason !== 'subscription_meter_cycle',
  );
  if (ended_at === null && isGivenUp) flaws.push('goes on though an order of it was given up');
  // Only its last order, which is made as it ends, may still be owed.
  if (ended_at !== null && pending.some((one) => compareInstants(one.created_at, ended_at) < 0)) {
    flaws.push('ended with an order that is not void');
  }
  const collected = pending.filter((one) => one.next_payment_attempt_at !== null);
  if (row.ended_at === null && collected.length !== pending.length)
    flaws.push('has an order that nobody collects');
  return flaws;
}

/** What is impossible about the subscriptions of a state, and of those that were told on the way. */
export function subscriptionFlaws(state: State, told: readonly Told[]): string[] {
  const rows = state.subscriptions.flatMap((row) =>
    flawsOfRow(state, row).map((flaw) => `subscription ${row.id} ${flaw}`),
  );
  const events = told
    .filter(({ type }) => type.startsWith('subscription.'))
    .flatMap(({ type, data, timestamp }) =>
      // An event of a subscription carries one, which the SDK's types say and test/emulator/webhooks checks.
      impossible(data as unknown as Fields).map((flaw) => `${type} of ${timestamp}: ${data.id} ${flaw}`),
    );
  return [...rows, ...events];
}
