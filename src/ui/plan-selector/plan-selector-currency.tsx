'use client';
import type * as React from 'react';
import { forwardRef, useId } from 'react';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link PlanSelectorCurrency}: those of the select; its options are its children. */
export interface PlanSelectorCurrencyProps extends React.ComponentPropsWithoutRef<'select'> {
  label: string;
}

/** The choice of the currency. Renders a labelled `<select>`; the ref is the select's. */
export const PlanSelectorCurrency = forwardRef<HTMLSelectElement, PlanSelectorCurrencyProps>(
  function PlanSelectorCurrency({ label, className, ...props }, ref) {
    const id = useId();
    return (
      <div className="floe:flex floe:items-center floe:gap-2">
        <label htmlFor={id} className="floe:text-muted">
          {label}
        </label>
        <select
          ref={ref}
          id={id}
          {...slot('plan-selector-currency')}
          className={cn(
            'floe:min-h-9 floe:max-sm:min-h-11 floe:pointer-coarse:min-h-11 floe:cursor-pointer floe:rounded-control floe:border floe:border-control-border floe:bg-surface floe:px-2 floe:text-body floe:text-text floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus',
            className,
          )}
          {...props}
        />
      </div>
    );
  },
);
