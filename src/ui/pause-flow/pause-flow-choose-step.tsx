'use client';
import type * as React from 'react';
import { useId } from 'react';
import { type PauseFlowReady, useBilling } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of a step of the flow. */
export interface PauseFlowStepProps {
  flow: PauseFlowReady;
  titleRef: React.Ref<HTMLHeadingElement>;
  onClose: () => void;
}

/** The first step: for how long, and what it means, with the day on which the plan goes on as its title. */
export function PauseFlowChooseStep({ flow, titleRef, onClose }: PauseFlowStepProps): React.JSX.Element {
  const words = useWords();
  const { pauseFlow: m } = words.messages;
  const name = useId();
  const { chosen, isConfirming, error } = flow;
  const until = words.date(chosen.resumesAt);
  return (
    <form
      className="floe:block"
      onSubmit={(event) => {
        event.preventDefault();
        flow.confirm();
      }}
    >
      <Parts.Title ref={titleRef}>{m.headline({ date: until })}</Parts.Title>
      <Parts.Description>{m.description}</Parts.Description>
      <Parts.Options disabled={isConfirming}>
        <legend className="floe:sr-only">{m.length}</legend>
        {flow.options.map(({ months, resumesAt }) => (
          <Parts.Option
            key={months}
            name={name}
            value={months}
            checked={chosen.months === months}
            onChange={() => flow.choose(months)}
          >
            {m.option({ count: months, date: words.date(resumesAt) })}
          </Parts.Option>
        ))}
      </Parts.Options>
      <PauseEffects flow={flow} />
      {error === null ? null : <ErrorNotice error={error} className="floe:mt-4" />}
      <Parts.Actions>
        <Button onClick={onClose} disabled={isConfirming}>
          {m.keep}
        </Button>
        <Button type="submit" variant="primary" pending={isConfirming ? m.pending : null}>
          {m.confirm({ from: words.date(chosen.pausesAt), until })}
        </Button>
      </Parts.Actions>
    </form>
  );
}

function PauseEffects({ flow: { chosen } }: Pick<PauseFlowStepProps, 'flow'>): React.JSX.Element | null {
  const words = useWords();
  const { pauseFlow: m, common } = words.messages;
  const billing = useBilling().data;
  if (billing === undefined || billing.subscription === null) return null;
  const { planName: plan, money } = billing.subscription;
  const from = words.dateInSentence(chosen.pausesAt, billing.asOf);
  const until = words.dateInSentence(chosen.resumesAt, billing.asOf);
  const amount = money === null ? null : common.plusTax({ amount: words.amount(money) });
  return (
    <Parts.Effects aria-label={m.effects}>
      <Parts.Effect>{m.before({ date: from })}</Parts.Effect>
      <Parts.Effect>{m.during({ plan })}</Parts.Effect>
      <Parts.Effect>{m.after({ date: until, plan, amount })}</Parts.Effect>
      <Parts.Effect className="floe:text-muted">{m.undoable}</Parts.Effect>
    </Parts.Effects>
  );
}
