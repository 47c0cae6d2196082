'use client';
import type * as React from 'react';
import type { Billing, BillingAlert, BillingError } from '../../core/index.ts';
import { usePaymentMethodsPage, useRetryPayment } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { paymentMethodName } from '../lib/payment-method-words.ts';
import { useWords } from '../lib/use-words.ts';

/** Props of {@link PayNow}. */
export interface PayNowProps {
  billing: Billing;
  alert: BillingAlert;
  /** Told in a sentence what was charged. */
  onPaid: (sentence: string) => void;
}

/** Pays what is owed at once, with the amount and the card in its words. Nothing where one of them is unknown. */
export function PayNow({ billing, alert, onPaid }: PayNowProps): React.JSX.Element | null {
  const words = useWords();
  const { billingAlert: m, changeDialog } = words.messages;
  const retry = useRetryPayment();
  const page = usePaymentMethodsPage();
  const { paymentMethod } = billing;
  if (paymentMethod === null || alert.money === null) return null;
  const amount = words.amount(alert.money);
  const method = paymentMethodName(paymentMethod, words);
  const pay = (): void => {
    retry.mutate(
      { paymentMethodId: paymentMethod.id },
      {
        onSuccess: ({ receipt }) =>
          onPaid(receipt.charged === null ? m.paidBefore : m.paid({ amount: words.amount(receipt.charged) })),
      },
    );
  };
  const error = page.error ?? retry.error;
  return (
    <>
      {error === null ? null : (
        <ErrorNotice error={error} text={textOf(error, m)} className="floe:basis-full" />
      )}
      {retry.error?.code === 'payment_action_required' ? (
        <Button variant="primary" onClick={page.open} pending={page.isOpening ? m.openingPage : null}>
          {changeDialog.actionRequired}
        </Button>
      ) : (
        <Button variant="primary" onClick={pay} pending={retry.isPending ? m.paying : null}>
          {m.pay({ amount, method })}
        </Button>
      )}
    </>
  );
}

// The catalogue's own sentence is about limits of a plan.
function textOf({ code }: BillingError, m: { triedTooOften: string }): string | undefined {
  return code === 'limit_exceeded' ? m.triedTooOften : undefined;
}
