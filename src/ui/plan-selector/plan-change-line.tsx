'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link PlanChangeLine}. */
export interface PlanChangeLineProps extends React.ComponentPropsWithoutRef<'div'> {
  label: React.ReactNode;
  /** Whether this is what the lines before come to. @default false */
  isTotal?: boolean | undefined;
}

/** One amount of a change; its value is its children. Renders a `<div>` in a `<dl>` with `data-total`. */
export const PlanChangeLine = forwardRef<HTMLDivElement, PlanChangeLineProps>(function PlanChangeLine(
  { label, isTotal = false, className, children, ...props },
  ref,
) {
  return (
    <div
      ref={ref}
      {...slot('plan-change-line', { total: isTotal })}
      className={cn(
        'floe:flex floe:items-baseline floe:justify-between floe:gap-6',
        isTotal ? 'floe:border-t floe:border-border floe:pt-2 floe:font-strong' : null,
        className,
      )}
      {...props}
    >
      <dt className={isTotal ? undefined : 'floe:text-muted'}>{label}</dt>
      <dd className="floe:text-end floe:tabular-nums">{children}</dd>
    </div>
  );
});
