'use client';
import type * as React from 'react';
import { useId } from 'react';
import type { CancelFlowReady } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of a step of the flow. */
export interface CancelFlowStepProps {
  flow: CancelFlowReady;
  titleRef: React.Ref<HTMLHeadingElement>;
  onKeep: () => void;
}

/** The first step: why. */
export function CancelFlowReasonStep({ flow, titleRef, onKeep }: CancelFlowStepProps): React.JSX.Element {
  const { cancelFlow: m } = useWords().messages;
  const name = useId();
  return (
    <form
      className="floe:block"
      onSubmit={(event) => {
        event.preventDefault();
        flow.next();
      }}
    >
      <Parts.Title ref={titleRef}>{m.reasonTitle}</Parts.Title>
      <Parts.Description>{m.reasonDescription}</Parts.Description>
      <Parts.Reasons>
        <legend className="floe:sr-only">{m.reasonTitle}</legend>
        {flow.options.reasons.map((reason) => (
          <Parts.Reason
            key={reason}
            name={name}
            value={reason}
            checked={flow.reason === reason}
            onChange={() => flow.chooseReason(reason)}
          >
            {m.reasons[reason]}
          </Parts.Reason>
        ))}
      </Parts.Reasons>
      <Parts.Comment
        label={m.comment}
        value={flow.comment}
        onChange={(event) => flow.writeComment(event.target.value)}
      />
      <Parts.Actions>
        <Button onClick={onKeep}>{m.keep}</Button>
        <Button type="submit" variant="primary" disabled={flow.reason === null}>
          {m.continue}
        </Button>
      </Parts.Actions>
    </form>
  );
}
