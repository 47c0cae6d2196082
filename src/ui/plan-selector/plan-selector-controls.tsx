'use client';
import type * as React from 'react';
import { useId } from 'react';
import type { PlanSelectorReady } from '../../react/index.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';
import { savingLabel } from './saving-label.ts';

/** Interval and currency; nothing where there is no choice. */
export function PlanSelectorControls({
  selector,
}: {
  selector: PlanSelectorReady;
}): React.JSX.Element | null {
  const words = useWords();
  const { planSelector: m } = words.messages;
  const name = useId();
  const { intervals, interval: chosen, currencies, catalog } = selector;
  if (intervals.length < 2 && currencies.length < 2) return null;
  return (
    <Parts.Toolbar>
      {intervals.length < 2 ? null : (
        <Parts.Intervals>
          <legend className="floe:sr-only">{m.legend}</legend>
          {intervals.map(({ interval }) => {
            const saving = savingLabel(catalog, intervals[0]?.interval, interval, words);
            return (
              <Parts.Interval
                key={interval}
                name={name}
                value={interval}
                checked={interval === chosen}
                onChange={() => selector.setInterval(interval)}
              >
                <span>{m.interval({ interval, count: 1 })}</span>
                {saving === null ? null : <Parts.Saving>{saving}</Parts.Saving>}
              </Parts.Interval>
            );
          })}
        </Parts.Intervals>
      )}
      {currencies.length < 2 ? null : (
        <Parts.Currency
          label={m.currency}
          value={selector.currency}
          aria-busy={selector.isChangingCurrency}
          onChange={(event) => selector.setCurrency(event.target.value)}
        >
          {currencies.map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </Parts.Currency>
      )}
    </Parts.Toolbar>
  );
}
