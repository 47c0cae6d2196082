'use client';
import type * as React from 'react';
import { useId } from 'react';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useWords } from '../lib/use-words.ts';
import type { CancelFlowStepProps } from './cancel-flow-reason-step.tsx';
import * as Parts from './parts.ts';

/** The second step: what ends, and when. */
export function CancelFlowConfirmStep({ flow, titleRef, onKeep }: CancelFlowStepProps): React.JSX.Element {
  const words = useWords();
  const { cancelFlow: m, common } = words.messages;
  const listId = useId();
  const { options, isConfirming, error } = flow;
  const date = words.date(options.endsAt);
  const when = words.dateInSentence(options.endsAt, options.asOf);
  return (
    <>
      <Parts.Title ref={titleRef}>{m.confirmTitle({ plan: options.planName })}</Parts.Title>
      <Parts.Description>
        {options.isTrialing ? m.endsTrial({ date: when }) : m.endsPaid({ date: when })}
      </Parts.Description>
      {options.featuresLost.length === 0 ? null : (
        <div className="floe:mt-4 floe:rounded-control floe:bg-sunken floe:px-4 floe:py-3">
          <p id={listId} className="floe:font-medium">
            {m.featuresLost({ date })}
          </p>
          <Parts.Features aria-labelledby={listId}>
            {options.featuresLost.map(({ id, name }) => (
              <Parts.Feature key={id}>
                <bdi>{name}</bdi>
              </Parts.Feature>
            ))}
          </Parts.Features>
        </div>
      )}
      {error === null ? null : <ErrorNotice error={error} className="floe:mt-4" />}
      <Parts.Actions>
        <Button variant="quiet" onClick={flow.back} disabled={isConfirming} className="floe:sm:me-auto">
          {common.back}
        </Button>
        <Button variant="danger" onClick={flow.confirm} pending={isConfirming ? m.pending : null}>
          {m.confirm({ date })}
        </Button>
        <Button variant="primary" onClick={onKeep} disabled={isConfirming}>
          {m.keep}
        </Button>
      </Parts.Actions>
    </>
  );
}
