'use client';
import type * as React from 'react';
import type { BillingError, Money, SavedPaymentMethod } from '../../core/index.ts';
import { useBillingContext } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { paymentMethodName } from '../lib/payment-method-words.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** What is asked about before it happens. */
export type PaymentMethodIntent =
  | { kind: 'remove'; method: SavedPaymentMethod }
  | { kind: 'pay'; method: SavedPaymentMethod; owed: Money };

/** Props of {@link PaymentMethodsDialog}. */
export interface PaymentMethodsDialogProps {
  /** `null` while nothing is asked. */
  intent: PaymentMethodIntent | null;
  isPending: boolean;
  error: BillingError | null;
  onConfirm: (intent: PaymentMethodIntent) => void;
  onClose: () => void;
  /** Where the focus goes when what it was about is gone, and its button with it. */
  fallbackFocus: React.RefObject<HTMLElement | null>;
}

/** Says what will happen, and what is charged at once, before it does. */
export function PaymentMethodsDialog(props: PaymentMethodsDialogProps): React.JSX.Element {
  const { intent, isPending, onClose } = props;
  const { common } = useWords().messages;
  const { portalContainer } = useBillingContext();
  return (
    <Parts.Dialog
      name="payment-methods"
      isOpen={intent !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      container={portalContainer}
      closeLabel={common.close}
      isClosable={!isPending}
      fallbackFocus={props.fallbackFocus}
    >
      {intent === null ? null : <Confirmation {...props} intent={intent} />}
    </Parts.Dialog>
  );
}

interface ConfirmationProps extends PaymentMethodsDialogProps {
  intent: PaymentMethodIntent;
}

function Confirmation({ intent, isPending, error, onConfirm, onClose }: ConfirmationProps) {
  const words = useWords();
  const { paymentMethods: m } = words.messages;
  const method = paymentMethodName(intent.method, words);
  const isPayment = intent.kind === 'pay';
  const amount = isPayment ? words.amount(intent.owed) : '';
  return (
    <>
      <Parts.Title>{isPayment ? m.payTitle({ method }) : m.removeTitle({ method })}</Parts.Title>
      <Parts.Description>{isPayment ? m.payDescription({ amount }) : m.removeDescription}</Parts.Description>
      {error === null ? null : <ErrorNotice error={error} className="floe:mt-4" />}
      <Parts.DialogActions>
        <Button onClick={onClose} disabled={isPending}>
          {m.keep}
        </Button>
        <Button
          variant={isPayment ? 'primary' : 'danger'}
          onClick={() => onConfirm(intent)}
          pending={isPending ? (isPayment ? m.makingDefault : m.removing) : null}
        >
          {isPayment ? m.payConfirm({ amount }) : `${m.remove}: ${method}`}
        </Button>
      </Parts.DialogActions>
    </>
  );
}
