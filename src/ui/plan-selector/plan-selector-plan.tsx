'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link PlanSelectorPlan}. */
export interface PlanSelectorPlanProps extends React.ComponentPropsWithoutRef<'li'> {
  /** @default false */
  isHighlighted?: boolean | undefined;
  /** @default false */
  isCurrent?: boolean | undefined;
  /** @default false */
  isScheduled?: boolean | undefined;
}

/** One plan. Renders an `<li>` with `data-highlighted`, `data-current` and `data-scheduled`. */
export const PlanSelectorPlan = forwardRef<HTMLLIElement, PlanSelectorPlanProps>(function PlanSelectorPlan(
  { isHighlighted = false, isCurrent = false, isScheduled = false, className, ...props },
  ref,
) {
  return (
    <li
      ref={ref}
      {...slot('plan-selector-plan', {
        highlighted: isHighlighted,
        current: isCurrent,
        scheduled: isScheduled,
      })}
      className={cn(
        // Four rows shared by all plans side by side: header, price, action, features.
        'floe:row-span-4 floe:grid floe:min-w-0 floe:grid-cols-[minmax(0,1fr)] floe:grid-rows-subgrid floe:gap-4 floe:rounded-container floe:border floe:bg-surface floe:p-5 floe:@4xl:p-6',
        isHighlighted ? 'floe:border-accent' : 'floe:border-border',
        className,
      )}
      {...props}
    />
  );
});
