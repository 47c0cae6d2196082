'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { Icon } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';

/** Something a plan gives. Renders an `<li>`. */
export const PlanSelectorFeature = forwardRef<HTMLLIElement, React.ComponentPropsWithoutRef<'li'>>(
  function PlanSelectorFeature({ className, children, ...props }, ref) {
    return (
      <li
        ref={ref}
        {...slot('plan-selector-feature')}
        className={cn('floe:flex floe:min-w-0 floe:items-start floe:gap-2', className)}
        {...props}
      >
        <span className="floe:mt-0.5 floe:inline-flex floe:text-success">
          <Icon name="check" />
        </span>
        <span className="floe:min-w-0 floe:wrap-anywhere">{children}</span>
      </li>
    );
  },
);
