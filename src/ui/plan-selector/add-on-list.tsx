'use client';
import type * as React from 'react';
import { useId } from 'react';
import type { AddOn } from '../../core/index.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of {@link AddOnList}. */
export interface AddOnListProps {
  addOns: readonly AddOn[];
  /** The currency the prices are shown in. */
  currency: string;
}

/** What can be added to a plan, with prices. */
export function AddOnList({ addOns, currency }: AddOnListProps): React.JSX.Element {
  const { planSelector: m } = useWords().messages;
  const titleId = useId();
  return (
    <Parts.AddOns aria-labelledby={titleId}>
      <h3 id={titleId} className="floe:text-title floe:font-strong">
        {m.addOns}
      </h3>
      <p className="floe:text-muted">{m.addOnsDescription}</p>
      <ul className="floe:mt-4">
        {addOns.map((addOn) => (
          <Parts.AddOn key={addOn.id}>
            <span className="floe:min-w-0">
              <span className="floe:block floe:font-medium">
                <bdi>{addOn.name}</bdi>
              </span>
              {addOn.description === '' ? null : (
                <span className="floe:block floe:text-muted">
                  <bdi>{addOn.description}</bdi>
                </span>
              )}
            </span>
            <AddOnPrice addOn={addOn} currency={currency} />
          </Parts.AddOn>
        ))}
      </ul>
    </Parts.AddOns>
  );
}

function AddOnPrice({ addOn, currency }: { addOn: AddOn; currency: string }): React.JSX.Element {
  const words = useWords();
  const { planSelector: m } = words.messages;
  const { money, interval, unit } = addOn;
  const price = money === null ? null : words.price({ money, interval, intervalCount: 1 });
  return (
    <span className="floe:shrink-0 floe:text-end floe:tabular-nums floe:text-muted">
      {price === null ? m.noPrice({ currency }) : unit === 'seat' ? m.perUser({ price }) : price}
    </span>
  );
}
