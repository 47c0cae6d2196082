'use client';
import type * as React from 'react';
import type { PaymentMethod } from '../../core/index.ts';
import { type PlanChangeState, useBillingContext } from '../../react/index.ts';
import { DialogFrame } from '../lib/dialog.tsx';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import { type ChangeSubject, PlanChangeConfirmation } from './plan-change-confirmation.tsx';
import { PlanChangeReceipt } from './plan-change-receipt.tsx';

/** Props of {@link PlanChangeDialog}. */
export interface PlanChangeDialogProps {
  change: PlanChangeState;
  /** What the change is about, as known before its quote is. */
  subject: ChangeSubject;
  /** What pays; `null` when unknown. */
  paymentMethod: PaymentMethod | null;
  /** Where the focus goes on closing when the button that opened the dialog is gone. */
  fallbackFocus: React.RefObject<HTMLElement | null>;
}

type OpenChange = Exclude<PlanChangeState, { kind: 'idle' }>;

/** What a change, or the end of a pause, will do and cost, its confirmation, and the receipt. */
export function PlanChangeDialog({ change: state, ...props }: PlanChangeDialogProps): React.JSX.Element {
  const { common } = useWords().messages;
  const { portalContainer } = useBillingContext();
  const change = state.kind === 'idle' ? null : state;
  return (
    <DialogFrame
      name="plan-change"
      isOpen={change !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : change?.close())}
      container={portalContainer}
      closeLabel={common.close}
      isClosable={!(change?.kind === 'confirming' && change.isConfirming)}
      fallbackFocus={props.fallbackFocus}
    >
      {change === null ? null : <ChangeContent {...props} change={change} />}
    </DialogFrame>
  );
}

interface ChangeContentProps extends Pick<PlanChangeDialogProps, 'subject' | 'paymentMethod'> {
  change: OpenChange;
}

function ChangeContent({ change, ...props }: ChangeContentProps): React.JSX.Element {
  const title = useFocusOnChange<HTMLHeadingElement>(change.kind);
  return change.kind === 'changed' ? (
    <PlanChangeReceipt change={change} titleRef={title} />
  ) : (
    <PlanChangeConfirmation {...props} change={change} titleRef={title} />
  );
}
