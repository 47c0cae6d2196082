'use client';
import type * as React from 'react';
import { Skeleton } from '../lib/skeleton.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';

const PLANS = ['first', 'second', 'third'] as const;
const FEATURES = ['a', 'b', 'c', 'd', 'e'] as const;

/** The selector while its data is on the way: three plans of the usual height. */
export function PlanSelectorSkeleton({ className }: { className?: string | undefined }): React.JSX.Element {
  const { messages } = useWords();
  return (
    <Parts.Root aria-busy="true" aria-label={messages.planSelector.plans} className={className}>
      <VisuallyHidden role="status">{messages.common.loading}</VisuallyHidden>
      <Parts.Toolbar aria-hidden="true">
        <Skeleton className="floe:h-10 floe:max-sm:h-13 floe:w-60" />
      </Parts.Toolbar>
      <Parts.Plans aria-hidden="true">
        {PLANS.map((plan) => (
          <Parts.Plan key={plan}>
            <Parts.PlanHeader>
              <Skeleton className="floe:w-28 floe:text-title" />
              <Parts.PlanDescription>
                <Skeleton className="floe:w-44" />
              </Parts.PlanDescription>
            </Parts.PlanHeader>
            <div>
              <Parts.Price>
                <Skeleton className="floe:w-28 floe:text-price" />
              </Parts.Price>
              <Parts.PriceDetail>
                <Skeleton className="floe:w-24" />
              </Parts.PriceDetail>
            </div>
            <Parts.Action>
              <Skeleton className="floe:h-9 floe:max-sm:h-11 floe:w-full" />
            </Parts.Action>
            <Parts.Features>
              {FEATURES.map((feature) => (
                <li key={feature} className="floe:block">
                  <Skeleton className="floe:w-40" />
                </li>
              ))}
            </Parts.Features>
          </Parts.Plan>
        ))}
      </Parts.Plans>
    </Parts.Root>
  );
}
