'use client';
import { forwardRef } from 'react';
import type { CheckoutStatus } from '../../core/index.ts';
import { Notice, type NoticeProps, type NoticeTone } from '../lib/notice.tsx';

const TONES: Record<CheckoutStatus, NoticeTone> = {
  open: 'info',
  processing: 'pending',
  succeeded: 'success',
  failed: 'danger',
  expired: 'warning',
};

/** Props of {@link CheckoutStatusRoot}. */
export interface CheckoutStatusRootProps extends Omit<NoticeProps, 'tone' | 'slotName'> {
  status: CheckoutStatus;
}

/** How a checkout stands. Renders a `<div role="status">` with `data-status`. */
export const CheckoutStatusRoot = forwardRef<HTMLDivElement, CheckoutStatusRootProps>(
  function CheckoutStatusRoot({ status, ...props }, ref) {
    return (
      <Notice
        ref={ref}
        role="status"
        tone={TONES[status]}
        slotName="checkout-status"
        data-status={status}
        {...props}
      />
    );
  },
);
