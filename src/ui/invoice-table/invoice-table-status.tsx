'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import type { InvoiceStatus } from '../../core/index.ts';
import { Badge, type BadgeTone } from '../lib/badge.tsx';
import type { IconName } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';

const LOOKS: Record<InvoiceStatus, { tone: BadgeTone; icon: IconName }> = {
  draft: { tone: 'neutral', icon: 'document' },
  pending: { tone: 'warning', icon: 'clock' },
  paid: { tone: 'success', icon: 'check' },
  refunded: { tone: 'neutral', icon: 'info' },
  partially_refunded: { tone: 'neutral', icon: 'info' },
  void: { tone: 'neutral', icon: 'close' },
};

/** Props of {@link InvoiceTableStatus}. */
export interface InvoiceTableStatusProps extends React.ComponentPropsWithoutRef<'span'> {
  status: InvoiceStatus;
}

/** The state of an invoice as a word with icon and tint. Renders a `<span>` with `data-status`. */
export const InvoiceTableStatus = forwardRef<HTMLSpanElement, InvoiceTableStatusProps>(
  function InvoiceTableStatus({ status, ...props }, ref) {
    return <Badge ref={ref} {...LOOKS[status]} {...slot('invoice-table-status', { status })} {...props} />;
  },
);
