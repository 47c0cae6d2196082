'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from './cn.ts';
import { Icon, type IconName } from './icons.tsx';
import { slot } from './slot.ts';

/** What a badge means. */
export type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const TONES: Record<BadgeTone, string> = {
  neutral: 'floe:bg-sunken floe:text-muted',
  accent: 'floe:bg-accent/10 floe:text-accent',
  success: 'floe:bg-success/10 floe:text-success',
  warning: 'floe:bg-warning/10 floe:text-warning',
  danger: 'floe:bg-danger/10 floe:text-danger',
};

/** Props of {@link Badge}. */
export interface BadgeProps extends React.ComponentPropsWithoutRef<'span'> {
  tone: BadgeTone;
  icon?: IconName | undefined;
  /** @default 'badge' */
  slotName?: string | undefined;
}

/** A word for a state, with icon and tint. Renders a `<span>` with `data-tone`. */
export const Badge = forwardRef<HTMLSpanElement, BadgeProps>(function Badge(
  { tone, icon, slotName = 'badge', className, children, ...props },
  ref,
) {
  return (
    <span
      ref={ref}
      {...slot(slotName, { tone })}
      className={cn(
        'floe:inline-flex floe:items-center floe:gap-1 floe:rounded-full floe:px-2 floe:py-0.5 floe:text-meta floe:font-medium floe:whitespace-nowrap',
        TONES[tone],
        className,
      )}
      {...props}
    >
      {icon === undefined ? null : <Icon name={icon} className="floe:size-3 floe:shrink-0" />}
      {children}
    </span>
  );
});
