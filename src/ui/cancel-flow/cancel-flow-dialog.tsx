'use client';
import type * as React from 'react';
import { type UseCancelFlowResult, useBillingContext } from '../../react/index.ts';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Skeleton } from '../lib/skeleton.tsx';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import { CancelFlowConfirmStep } from './cancel-flow-confirm-step.tsx';
import { CancelFlowDoneStep } from './cancel-flow-done-step.tsx';
import { CancelFlowReasonStep } from './cancel-flow-reason-step.tsx';
import * as Parts from './parts.ts';

/** Props of {@link CancelFlowDialog}. */
export interface CancelFlowDialogProps {
  /** From `useCancelFlow`, whose `open` the host's own button calls. */
  flow: UseCancelFlowResult;
  /** Where the focus goes on closing when the button that opened the dialog is gone. */
  fallbackFocus?: React.RefObject<HTMLElement | null> | undefined;
}

const STEPS = ['reason', 'confirm', 'done'] as const;

/** The dialog of the cancel flow: reason, what ends and when, done with undo. */
export function CancelFlowDialog({ flow, fallbackFocus }: CancelFlowDialogProps): React.JSX.Element {
  const { messages, format } = useWords();
  const { portalContainer } = useBillingContext();
  const isBusy = flow.status === 'ready' && flow.isConfirming;
  const step = flow.status === 'ready' ? flow.step : null;
  return (
    <Parts.Dialog
      name="cancel-flow"
      isOpen={flow.isOpen}
      onOpenChange={(isOpen) => (isOpen ? flow.open() : flow.close())}
      container={portalContainer}
      closeLabel={messages.common.close}
      isClosable={!isBusy}
      fallbackFocus={fallbackFocus}
    >
      {step === null ? null : (
        <VisuallyHidden role="status">
          {messages.cancelFlow.step({
            step: format.formatNumber(STEPS.indexOf(step) + 1),
            total: format.formatNumber(STEPS.length),
          })}
        </VisuallyHidden>
      )}
      <CancelFlowContent flow={flow} />
    </Parts.Dialog>
  );
}

function CancelFlowContent({ flow }: Pick<CancelFlowDialogProps, 'flow'>): React.JSX.Element {
  const { cancelFlow: m } = useWords().messages;
  const title = useFocusOnChange<HTMLHeadingElement>(flow.status === 'ready' ? flow.step : flow.status);
  if (flow.status === 'error') {
    return (
      <>
        <Parts.Title ref={title}>{m.title}</Parts.Title>
        <Parts.Description>{m.errorTitle}</Parts.Description>
        <ErrorNotice error={flow.error} onRetry={flow.retry} className="floe:mt-4" />
      </>
    );
  }
  if (flow.status !== 'ready') return <CancelFlowSkeleton titleRef={title} />;
  const props = { flow, titleRef: title };
  switch (flow.step) {
    case 'reason':
      return <CancelFlowReasonStep {...props} onKeep={flow.close} />;
    case 'confirm':
      return <CancelFlowConfirmStep {...props} onKeep={flow.close} />;
    case 'done':
      return <CancelFlowDoneStep {...props} onClose={flow.close} />;
    default:
      return flow.step satisfies never;
  }
}

function CancelFlowSkeleton({ titleRef }: { titleRef: React.Ref<HTMLHeadingElement> }): React.JSX.Element {
  const { cancelFlow: m, common } = useWords().messages;
  return (
    <div aria-busy="true">
      <Parts.Title ref={titleRef}>{m.reasonTitle}</Parts.Title>
      <Parts.Description>{m.reasonDescription}</Parts.Description>
      <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
      <div className="floe:mt-4 floe:flex floe:h-[calc(var(--floe-spacing)*125)] floe:flex-col floe:gap-5 floe:pt-2">
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((line) => (
          <Skeleton key={line} className="floe:w-56" />
        ))}
      </div>
    </div>
  );
}
