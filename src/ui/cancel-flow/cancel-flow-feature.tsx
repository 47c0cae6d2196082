'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { Icon } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';

/** Something that ends. Renders an `<li>`. */
export const CancelFlowFeature = forwardRef<HTMLLIElement, React.ComponentPropsWithoutRef<'li'>>(
  function CancelFlowFeature({ className, children, ...props }, ref) {
    return (
      <li
        ref={ref}
        {...slot('cancel-flow-feature')}
        className={cn('floe:flex floe:items-start floe:gap-2', className)}
        {...props}
      >
        <span className="floe:mt-0.5 floe:inline-flex floe:text-muted">
          <Icon name="close" />
        </span>
        <span>{children}</span>
      </li>
    );
  },
);
