'use client';
import type * as React from 'react';
import { useState } from 'react';
import type { BillingAlert as Alert, Billing, BillingAlertKind } from '../../core/index.ts';
import { useBilling, useBillingContext, useUncancelSubscription } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useDismissed } from '../lib/use-dismissed.ts';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import { accessWords, alertWords } from './alert-words.ts';
import * as Parts from './parts.ts';
import { PayNow } from './pay-now.tsx';

/** Props of {@link BillingAlert}. */
export interface BillingAlertProps {
  /** Leads to where a card is replaced. Without it the alert has no such button. */
  onUpdatePaymentMethod?: (() => void) | undefined;
  /** Leads to the plans. Without it the alert has no such button. */
  onChoosePlan?: (() => void) | undefined;
  /** Kinds that something else on the page already tells. @default none */
  exclude?: readonly BillingAlertKind[] | undefined;
  className?: string | undefined;
}

/**
 * The one thing about billing that needs attention, or nothing. Fit for every page of an app. Dismissed in this
 * browser, it comes back when things get worse.
 *
 * @example
 * <BillingAlert onChoosePlan={() => navigate('/settings/billing')} />
 */
export function BillingAlert(props: BillingAlertProps): React.JSX.Element | null {
  const billing = useBilling().data;
  const { ownerKey } = useBillingContext();
  const [dismissedId, dismiss] = useDismissed(`floe-billing:dismissed-alert:${ownerKey}`);
  const alert = billing?.alert ?? null;
  const [paid, setPaid] = useState('');
  // Where one was told, what came of it is said even when nothing is left to tell.
  const said = paid === '' ? null : <VisuallyHidden role="status">{paid}</VisuallyHidden>;
  if (billing === undefined || alert === null || alert.id === dismissedId) return said;
  if (props.exclude?.includes(alert.kind) === true) return said;
  return (
    <>
      {said}
      <ShownAlert
        {...props}
        billing={billing}
        alert={alert}
        onDismiss={() => dismiss(alert.id)}
        onPaid={setPaid}
      />
    </>
  );
}

/** Kinds that another payment method helps. */
const ABOUT_A_CARD: readonly BillingAlertKind[] = ['payment_failed', 'card_expiring'];

interface ShownAlertProps extends BillingAlertProps {
  billing: Billing;
  alert: Alert;
  onDismiss: () => void;
  /** Told in a sentence what was charged. */
  onPaid: (sentence: string) => void;
}

function ShownAlert(props: ShownAlertProps): React.JSX.Element {
  const { billing, alert, onDismiss, className } = props;
  const words = useWords();
  const { title, text } = alertWords(alert, billing.asOf, words);
  const access = alert.kind === 'payment_failed' ? accessWords(billing, words) : null;
  const hasNoWay =
    alert.canAct && ABOUT_A_CARD.includes(alert.kind) && props.onUpdatePaymentMethod === undefined;
  return (
    <Parts.Root
      kind={alert.kind}
      severity={alert.severity}
      title={title}
      className={className}
      actions={alert.canAct ? <AlertAction {...props} /> : null}
      dismiss={<Parts.Dismiss aria-label={words.messages.billingAlert.dismiss} onClick={onDismiss} />}
    >
      {[text, access, hasNoWay ? words.messages.billingAlert.contactSupport : null]
        .filter((sentence) => sentence !== null)
        .join(' ')}
    </Parts.Root>
  );
}

function AlertAction({ billing, alert, onUpdatePaymentMethod, onChoosePlan, onPaid }: ShownAlertProps) {
  const { billingAlert: m, cancelFlow } = useWords().messages;
  const uncancel = useUncancelSubscription();
  switch (alert.kind) {
    case 'payment_failed':
      return (
        <>
          <PayNow billing={billing} alert={alert} onPaid={onPaid} />
          {onUpdatePaymentMethod === undefined ? null : (
            <Button onClick={onUpdatePaymentMethod}>{m.updatePaymentMethod}</Button>
          )}
        </>
      );
    case 'card_expiring':
      return onUpdatePaymentMethod === undefined ? null : (
        <Button onClick={onUpdatePaymentMethod}>{m.updatePaymentMethod}</Button>
      );
    case 'canceled':
      return onChoosePlan === undefined ? null : <Button onClick={onChoosePlan}>{m.choosePlan}</Button>;
    case 'cancel_scheduled':
      return (
        <>
          {uncancel.error === null ? null : <ErrorNotice error={uncancel.error} />}
          <Button onClick={() => uncancel.mutate()} pending={uncancel.isPending ? cancelFlow.undoing : null}>
            {m.keep}
          </Button>
        </>
      );
    case 'pause_scheduled':
    case 'paused':
    case 'trial_ending':
      return null;
    default:
      return alert.kind satisfies never;
  }
}
