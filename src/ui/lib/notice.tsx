'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from './cn.ts';
import { Icon, type IconName } from './icons.tsx';
import { slot } from './slot.ts';
import { Spinner } from './spinner.tsx';

/** What a notice means; each has an icon beside its tint. */
export type NoticeTone = 'info' | 'success' | 'warning' | 'danger' | 'pending';

const TONES: Record<NoticeTone, { className: string; icon: IconName | null; color: string }> = {
  info: { className: 'floe:border-border floe:bg-sunken', icon: 'info', color: 'floe:text-muted' },
  pending: { className: 'floe:border-border floe:bg-sunken', icon: null, color: 'floe:text-accent' },
  success: {
    className: 'floe:border-success/30 floe:bg-success/8',
    icon: 'check',
    color: 'floe:text-success',
  },
  warning: {
    className: 'floe:border-warning/30 floe:bg-warning/8',
    icon: 'alert',
    color: 'floe:text-warning',
  },
  danger: { className: 'floe:border-danger/30 floe:bg-danger/8', icon: 'alert', color: 'floe:text-danger' },
};

/** Props of {@link Notice}. */
export interface NoticeProps extends Omit<React.ComponentPropsWithoutRef<'div'>, 'title'> {
  tone: NoticeTone;
  /** What it is about, in a few words. */
  title?: React.ReactNode | undefined;
  /** Buttons, after the words. */
  actions?: React.ReactNode | undefined;
  /** The button that puts it aside, in the corner. */
  dismiss?: React.ReactNode | undefined;
  /** @default 'notice' */
  slotName?: string | undefined;
}

/** Something to know, in place. Renders a `<div>` with `data-tone`. */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice(
  { tone, title, actions, dismiss = null, slotName = 'notice', className, children, ...props },
  ref,
) {
  const { className: look, icon, color } = TONES[tone];
  return (
    <div
      ref={ref}
      {...slot(slotName, { tone })}
      className={cn(
        'floe:flex floe:flex-wrap floe:items-start floe:gap-x-4 floe:gap-y-3 floe:rounded-control floe:border floe:ps-4 floe:py-3 floe:text-body floe:text-text',
        look,
        dismiss === null ? 'floe:pe-4' : 'floe:relative floe:pe-12',
        className,
      )}
      {...props}
    >
      <div className="floe:flex floe:min-w-0 floe:grow floe:basis-64 floe:gap-2.5">
        <span className={cn('floe:mt-0.5 floe:inline-flex floe:shrink-0', color)}>
          {icon === null ? <Spinner /> : <Icon name={icon} />}
        </span>
        <div className="floe:min-w-0 floe:max-w-prose">
          {title === undefined ? null : <p className="floe:font-strong">{title}</p>}
          {children === undefined || children === null ? null : (
            <div className={cn(title === undefined ? null : 'floe:mt-0.5 floe:text-muted')}>{children}</div>
          )}
        </div>
      </div>
      {actions === undefined || actions === null ? null : (
        <div className="floe:flex floe:flex-wrap floe:items-center floe:gap-2 floe:empty:hidden floe:max-sm:w-full">
          {actions}
        </div>
      )}
      {dismiss === null ? null : <div className="floe:absolute floe:end-1 floe:top-1">{dismiss}</div>}
    </div>
  );
});
