'use client';
import { forwardRef } from 'react';
import type { BillingAlertKind, BillingAlertSeverity } from '../../core/index.ts';
import { Notice, type NoticeProps, type NoticeTone } from '../lib/notice.tsx';

const TONES: Record<BillingAlertSeverity, NoticeTone> = {
  info: 'info',
  warning: 'warning',
  critical: 'danger',
};

/** Props of {@link BillingAlertRoot}. */
export interface BillingAlertRootProps extends Omit<NoticeProps, 'tone' | 'slotName'> {
  kind: BillingAlertKind;
  severity: BillingAlertSeverity;
}

/** The alert. Renders a `<div>` with `data-kind` and `data-severity`; a critical one interrupts screen readers. */
export const BillingAlertRoot = forwardRef<HTMLDivElement, BillingAlertRootProps>(function BillingAlertRoot(
  { kind, severity, ...props },
  ref,
) {
  return (
    <Notice
      ref={ref}
      role={severity === 'critical' ? 'alert' : 'status'}
      tone={TONES[severity]}
      slotName="billing-alert"
      data-kind={kind}
      data-severity={severity}
      {...props}
    />
  );
});
