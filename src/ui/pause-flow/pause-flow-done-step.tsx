'use client';
import type * as React from 'react';
import { useDropScheduledPause } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useFocusOnChange } from '../lib/use-focus-on-change.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';
import type { PauseFlowStepProps } from './pause-flow-choose-step.tsx';

/** The last step: it is true now, and can be undone. */
export function PauseFlowDoneStep({ flow, titleRef, onClose }: PauseFlowStepProps): React.JSX.Element {
  const words = useWords();
  const { pauseFlow: m, common } = words.messages;
  const drop = useDropScheduledPause();
  // The undo button goes once it has worked, and the focus with it.
  const done = useFocusOnChange<HTMLButtonElement>(drop.isSuccess ? 'undone' : 'done');
  const { pausesAt, resumesAt } = flow.chosen;
  return (
    <>
      <Parts.Title ref={titleRef}>
        {drop.isSuccess ? m.undone : m.doneTitle({ date: words.date(resumesAt) })}
      </Parts.Title>
      {drop.isSuccess ? null : (
        <Parts.Description>{m.doneDescription({ date: words.date(pausesAt) })}</Parts.Description>
      )}
      {drop.error === null ? null : <ErrorNotice error={drop.error} className="floe:mt-4" />}
      <Parts.Actions>
        {drop.isSuccess ? null : (
          <Button onClick={() => drop.mutate()} pending={drop.isPending ? m.undoing : null}>
            {m.undo}
          </Button>
        )}
        <Button ref={done} variant="primary" onClick={onClose} disabled={drop.isPending}>
          {common.done}
        </Button>
      </Parts.Actions>
    </>
  );
}
