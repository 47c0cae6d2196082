'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link PlanSelectorInterval}: those of the radio button; the words are its children. */
export type PlanSelectorIntervalProps = Omit<React.ComponentPropsWithoutRef<'input'>, 'type'>;

/** One interval. Renders a `<label>` around an `<input type="radio">`; the ref is the input's. */
export const PlanSelectorInterval = forwardRef<HTMLInputElement, PlanSelectorIntervalProps>(
  function PlanSelectorInterval({ className, children, ...props }, ref) {
    return (
      <label
        {...slot('plan-selector-interval')}
        className={cn(
          'floe:relative floe:inline-flex floe:min-h-8 floe:max-sm:min-h-11 floe:pointer-coarse:min-h-11 floe:max-sm:grow floe:cursor-pointer floe:items-center floe:justify-center floe:gap-1.5 floe:rounded-[calc(var(--floe-radius-control)-2px)] floe:border floe:border-transparent floe:px-3 floe:text-body floe:text-center floe:text-muted floe:has-checked:border-border floe:has-checked:bg-surface floe:has-checked:font-medium floe:has-checked:text-text floe:forced-colors:has-checked:bg-[Highlight] floe:forced-colors:has-checked:text-[HighlightText] floe:forced-colors:has-checked:forced-color-adjust-none floe:has-focus-visible:outline-2 floe:has-focus-visible:outline-offset-2 floe:has-focus-visible:outline-focus',
          className,
        )}
      >
        <input ref={ref} type="radio" className="floe:sr-only" {...props} />
        {children}
      </label>
    );
  },
);
