'use client';
import type * as React from 'react';
import type { PlanSelectorPlan, PlanSelectorReady } from '../../react/index.ts';
import { monthlyEquivalent } from '../lib/monthly-equivalent.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of {@link PlanCardPrice}. */
export interface PlanCardPriceProps {
  selector: PlanSelectorReady;
  item: PlanSelectorPlan;
}

/** What a plan costs, and what that means. */
export function PlanCardPrice({ selector, item }: PlanCardPriceProps): React.JSX.Element {
  const words = useWords();
  const { planSelector: m, common } = words.messages;
  const { price, plan } = item;
  if (price === null || price.money === null) {
    const text = plan.contactUrl !== null ? m.customPrice : noPriceText(item, selector, m);
    return (
      <div>
        <p className="floe:text-title floe:font-strong floe:leading-[calc(var(--floe-text-price)*1.15)]">
          {text}
        </p>
        <Parts.PriceDetail />
      </div>
    );
  }
  const { money, interval, intervalCount } = price;
  const span = { interval, count: intervalCount };
  const perMonth = monthlyEquivalent(price);
  const trial = price.action.kind === 'checkout' ? price.action.trial : null;
  return (
    <div>
      <Parts.Price>
        <Parts.Amount>{words.shortAmount(money)}</Parts.Amount>
        <span>{common.perInterval(span)}</span>
      </Parts.Price>
      <Parts.PriceDetail>
        {perMonth === null ? m.billed(span) : m.perMonth({ amount: words.amount(perMonth) })}
      </Parts.PriceDetail>
      {trial === null ? null : (
        <Parts.PriceDetail>
          {m.trialThen({
            trial: { interval: trial.interval, count: trial.intervalCount },
            price: words.price({ money, interval, intervalCount }),
          })}
        </Parts.PriceDetail>
      )}
    </div>
  );
}

function noPriceText(
  { price }: PlanSelectorPlan,
  { currency, interval }: PlanSelectorReady,
  m: ReturnType<typeof useWords>['messages']['planSelector'],
): string {
  return price === null ? m.notSoldBy({ interval, count: 1 }) : m.noPrice({ currency });
}
