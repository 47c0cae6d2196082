'use client';
import type * as React from 'react';
import { type PauseFlowReady, type UsePauseFlowResult, useBillingContext } from '../../react/index.ts';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';
import { PauseFlowChooseStep } from './pause-flow-choose-step.tsx';
import { PauseFlowDoneStep } from './pause-flow-done-step.tsx';

/** Props of {@link PauseFlowDialog}. */
export interface PauseFlowDialogProps {
  /** From `usePauseFlow`, whose `open` the host's own button calls. */
  flow: UsePauseFlowResult;
  /** Where the focus goes on closing when the button that opened the dialog is gone. */
  fallbackFocus?: React.RefObject<HTMLElement | null> | undefined;
}

/** The dialog of the pause flow: for how long and what it means, then done with undo. */
export function PauseFlowDialog({ flow, fallbackFocus }: PauseFlowDialogProps): React.JSX.Element {
  const { messages } = useWords();
  const { portalContainer } = useBillingContext();
  return (
    <Parts.Dialog
      name="pause-flow"
      isOpen={flow.isOpen}
      onOpenChange={(isOpen) => (isOpen ? flow.open() : flow.close())}
      container={portalContainer}
      closeLabel={messages.common.close}
      isClosable={!(flow.status === 'ready' && flow.isConfirming)}
      fallbackFocus={fallbackFocus}
    >
      {flow.status === 'ready' ? <PauseFlowContent flow={flow} onClose={flow.close} /> : null}
    </Parts.Dialog>
  );
}

interface PauseFlowContentProps {
  flow: PauseFlowReady;
  onClose: () => void;
}

function PauseFlowContent({ flow, onClose }: PauseFlowContentProps): React.JSX.Element {
  const titleRef = useFocusOnChange<HTMLHeadingElement>(flow.step);
  const Step = flow.step === 'choose' ? PauseFlowChooseStep : PauseFlowDoneStep;
  return <Step flow={flow} titleRef={titleRef} onClose={onClose} />;
}
