import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, type Story, startStory } from './story.ts';

let story: Story;
afterAll(() => story.close());

const labelsOf = async (subscription: { id: string }) =>
  linesOf(await story.lastOrderOf(subscription)).map(([label]) => label);

describe('the lines of an order', () => {
  beforeAll(async () => {
    story = await startStory('2028-02-15T00:00:00Z');
  });

  it('name the product, and how many where it is counted', async () => {
    expect(await labelsOf(await story.buys('solo.month'))).toEqual(['Solo']);
  });

  it('of a change say for which time, credited or charged', async () => {
    const plan = await story.buys('solo.month');
    const team = await story.buys('team', { quantity: 3 });
    const fewer = await story.buys('team', { quantity: 10 });
    const calls = await story.buys('calls', { quantity: 40 });
    const year = await story.buys('solo.month');
    await story.until('2028-02-29');
    const proration_behavior = 'invoice';
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior });
    await story.change(team, { seats: 10, proration_behavior });
    await story.change(fewer, { seats: 3, proration_behavior });
    await story.change(calls, { units: 120, proration_behavior });
    await story.change(year, { product_id: story.catalog['solo.year'], proration_behavior });
    expect(await labelsOf(plan)).toEqual([
      'Remaining time on Solo — From Feb 29, 2028 to Mar 15, 2028',
      'Crew — From Feb 29, 2028 to Mar 15, 2028',
    ]);
    expect(await labelsOf(team)).toEqual(['Team (3 → 10 seats) — From Feb 29, 2028 to Mar 15, 2028']);
    expect(await labelsOf(fewer)).toEqual([
      'Remaining time on Team (10 → 3 seats) — From Feb 29, 2028 to Mar 15, 2028',
    ]);
    expect(await labelsOf(calls)).toEqual(['Calls (40 → 120 units) — From Feb 29, 2028 to Mar 15, 2028']);
    expect(await labelsOf(year)).toEqual([
      'Remaining time on Solo — From Feb 29, 2028 to Mar 15, 2028',
      'Solo — From Feb 29, 2028 to Feb 28, 2029',
    ]);
    await story.until('2028-03-15');
    expect(await labelsOf(plan)).toEqual(['Crew — From Mar 15, 2028 to Apr 15, 2028']);
    expect(await labelsOf(team)).toEqual(['Team (10 seats) — From Mar 15, 2028 to Apr 15, 2028']);
    expect(await labelsOf(calls)).toEqual(['Calls (120 units) — From Mar 15, 2028 to Apr 15, 2028']);
  });

  it('say for which time to the microsecond, and which of them prorate', async () => {
    const plan = await story.buys('solo.month');
    await story.until('2028-03-20T06:07:08.000009Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    await story.until('2028-04-15');
    const { items } = await story.lastOrderOf(plan);
    expect(items.map((one) => [one.start_timestamp, one.end_timestamp, one.proration])).toEqual([
      ['2028-03-20T06:07:08.000009Z', '2028-04-15T00:00:00Z', true],
      ['2028-03-20T06:07:08.000009Z', '2028-04-15T00:00:00Z', true],
      ['2028-04-15T00:00:00Z', '2028-05-15T00:00:00Z', false],
    ]);
  });
});
