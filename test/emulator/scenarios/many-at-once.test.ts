import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareInstants } from '../../../src/emulator/time/instant.ts';
import { type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-01-31T10:00:00Z');
});
afterEach(() => story.close());

const TEN = 10;

async function tenBuy() {
  const ids: string[] = [];
  for (let index = 0; index < TEN; index += 1) ids.push((await story.buys('solo.month')).id);
  await story.takeTypes();
  story.received.length = 0;
  return ids;
}

describe('ten subscriptions that are due at one instant', () => {
  it('are renewed one by one, in the order they were bought, each with an instant of its own', async () => {
    const ids = await tenBuy();
    await story.until('2027-02-28T10:00:00Z');
    await story.emulator.settled();
    const cycled = story.received.filter(({ type }) => type === 'subscription.cycled');
    const facts = cycled.map(({ payload }) => payload.data as { id: string; modified_at: string });
    expect(facts.map(({ id }) => id)).toEqual(ids);
    const instants = facts.map(({ modified_at }) => modified_at);
    expect(new Set(instants).size).toBe(TEN);
    expect(instants).toEqual([...instants].sort(compareInstants));
    // All of them at the same second, which is when they were due.
    expect(new Set(instants.map((one) => one.slice(0, 19)))).toEqual(new Set(['2027-02-28T10:00:00']));
  });

  it('are renewed whole: no event of one comes between those of another', async () => {
    await tenBuy();
    await story.until('2027-02-28T10:00:00Z');
    const types = await story.takeTypes();
    const one = [
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ];
    expect(types).toEqual(Array.from({ length: TEN }, () => one).flat());
  });
});
