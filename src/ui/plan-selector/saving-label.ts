import { type Catalog, type Interval, type IntervalSaving, intervalSaving } from '../../core/index.ts';
import type { Words } from '../lib/use-words.ts';

/** Says what an interval saves against the shortest one: only what is true of every plan, else "up to". */
export function savingLabel(
  { plans }: Catalog,
  shortest: Interval | undefined,
  interval: Interval,
  { messages, format }: Words,
): string | null {
  const { planSelector: m } = messages;
  const savings: IntervalSaving[] = [];
  let comparable = 0;
  for (const { prices } of plans) {
    const shorter = prices.find((price) => price.interval === shortest);
    const longer = prices.find((price) => price.interval === interval);
    if (!shorter?.money || !longer?.money || shorter === longer) continue;
    comparable += 1;
    const saving = intervalSaving({ ...shorter, money: shorter.money }, { ...longer, money: longer.money });
    if (saving !== null) savings.push(saving);
  }
  const [first] = savings;
  if (first === undefined) return null;
  const isAll = savings.length === comparable;
  const hasSameMonths = savings.every(({ freePeriods }) => freePeriods === first.freePeriods);
  if (isAll && hasSameMonths && shortest === 'month' && first.freePeriods > 0) {
    return m.freeMonths({ count: first.freePeriods });
  }
  const best = Math.max(...savings.map(({ percent }) => percent));
  if (best < 1) return null;
  const percent = format.formatPercent(best);
  return isAll && savings.every((saving) => saving.percent === best)
    ? m.savePercent({ percent })
    : m.saveUpToPercent({ percent });
}
