'use client';
import type * as React from 'react';
import { useUncancelSubscription } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import type { CancelFlowStepProps } from './cancel-flow-reason-step.tsx';
import * as Parts from './parts.ts';

/** Props of {@link CancelFlowDoneStep}. */
export interface CancelFlowDoneStepProps extends Omit<CancelFlowStepProps, 'onKeep'> {
  onClose: () => void;
}

/** The last step: it is true now, and can be undone. */
export function CancelFlowDoneStep({ flow, titleRef, onClose }: CancelFlowDoneStepProps): React.JSX.Element {
  const words = useWords();
  const { cancelFlow: m, common } = words.messages;
  const uncancel = useUncancelSubscription();
  // The undo button goes once it has worked, and the focus with it.
  const done = useFocusOnChange<HTMLButtonElement>(uncancel.isSuccess ? 'undone' : 'done');
  const { endsAt, asOf } = flow.options;
  return (
    <>
      <Parts.Title ref={titleRef}>{uncancel.isSuccess ? m.undone : m.doneTitle}</Parts.Title>
      {uncancel.isSuccess ? null : (
        <Parts.Description>
          {m.doneDescription({ date: words.dateInSentence(endsAt, asOf) })}
        </Parts.Description>
      )}
      {uncancel.error === null ? null : <ErrorNotice error={uncancel.error} className="floe:mt-4" />}
      <Parts.Actions>
        {uncancel.isSuccess ? null : (
          <Button onClick={() => uncancel.mutate()} pending={uncancel.isPending ? m.undoing : null}>
            {m.keep}
          </Button>
        )}
        <Button ref={done} variant="primary" onClick={onClose} disabled={uncancel.isPending}>
          {common.done}
        </Button>
      </Parts.Actions>
    </>
  );
}
