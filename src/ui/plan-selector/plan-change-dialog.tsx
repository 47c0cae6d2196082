'use client';
import type * as React from 'react';
import { type PlanChangeState, type PlanSelectorReady, useBillingContext } from '../../react/index.ts';
import { DialogFrame } from '../lib/dialog.tsx';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import { PlanChangeConfirmation } from './plan-change-confirmation.tsx';
import { PlanChangeReceipt } from './plan-change-receipt.tsx';

/** Props of {@link PlanChangeDialog}. */
export interface PlanChangeDialogProps {
  selector: PlanSelectorReady;
  /** Where the focus goes on closing when the button that opened the dialog is gone. */
  fallbackFocus: React.RefObject<HTMLElement | null>;
}

type OpenChange = Exclude<PlanChangeState, { kind: 'idle' }>;

function openChange(state: PlanSelectorReady['state']): OpenChange | null {
  return state.kind === 'confirming' || state.kind === 'changed' ? state : null;
}

/** What a change will do and cost, its confirmation, and the receipt. */
export function PlanChangeDialog({ selector, fallbackFocus }: PlanChangeDialogProps): React.JSX.Element {
  const { common } = useWords().messages;
  const { portalContainer } = useBillingContext();
  const change = openChange(selector.state);
  return (
    <DialogFrame
      name="plan-change"
      isOpen={change !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : change?.close())}
      container={portalContainer}
      closeLabel={common.close}
      isClosable={!(change?.kind === 'confirming' && change.isConfirming)}
      fallbackFocus={fallbackFocus}
    >
      {change === null ? null : <ChangeContent selector={selector} change={change} />}
    </DialogFrame>
  );
}

interface ChangeContentProps {
  selector: PlanSelectorReady;
  change: OpenChange;
}

function ChangeContent({ selector, change }: ChangeContentProps): React.JSX.Element {
  const title = useFocusOnChange<HTMLHeadingElement>(change.kind);
  return change.kind === 'changed' ? (
    <PlanChangeReceipt change={change} titleRef={title} />
  ) : (
    <PlanChangeConfirmation selector={selector} change={change} titleRef={title} />
  );
}
