'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { Badge, type BadgeTone } from '../lib/badge.tsx';
import type { IconName } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';
import type { DisplayStatus } from './display-status.ts';

const LOOKS: Record<DisplayStatus, { tone: BadgeTone; icon: IconName }> = {
  active: { tone: 'success', icon: 'check' },
  trialing: { tone: 'accent', icon: 'clock' },
  incomplete: { tone: 'warning', icon: 'clock' },
  incomplete_expired: { tone: 'neutral', icon: 'close' },
  past_due: { tone: 'danger', icon: 'alert' },
  canceled: { tone: 'neutral', icon: 'close' },
  unpaid: { tone: 'danger', icon: 'alert' },
  paused: { tone: 'neutral', icon: 'pause' },
  cancel_scheduled: { tone: 'warning', icon: 'clock' },
  pause_scheduled: { tone: 'neutral', icon: 'clock' },
};

/** Props of {@link SubscriptionCardStatus}. */
export interface SubscriptionCardStatusProps extends React.ComponentPropsWithoutRef<'span'> {
  status: DisplayStatus;
}

/** The state as a word with icon and tint. Renders a `<span>` with `data-status`. */
export const SubscriptionCardStatus = forwardRef<HTMLSpanElement, SubscriptionCardStatusProps>(
  function SubscriptionCardStatus({ status, ...props }, ref) {
    return (
      <Badge ref={ref} {...LOOKS[status]} {...slot('subscription-card-status', { status })} {...props} />
    );
  },
);
