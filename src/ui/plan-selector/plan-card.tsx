'use client';
import type * as React from 'react';
import { useId } from 'react';
import type { PlanSelectorPlan, PlanSelectorReady } from '../../react/index.ts';
import { Badge } from '../lib/badge.tsx';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';
import { PlanCardAction } from './plan-card-action.tsx';
import { PlanCardPrice } from './plan-card-price.tsx';

/** Props of the plan cards. */
export interface PlanCardProps {
  selector: PlanSelectorReady;
  item: PlanSelectorPlan;
  /** Whether this is the one button of the view that stands out. */
  isPrimary: boolean;
  /** Id of the text that says why nothing can be changed now. */
  reasonId: string;
  onDropChange: () => void;
  isDropping: boolean;
}

/** One plan: name and mark, price, the one thing to do, features. */
export function PlanCard(props: PlanCardProps): React.JSX.Element {
  const { selector, item } = props;
  const { plan, isCurrent, isScheduled } = item;
  const { planSelector: m } = useWords().messages;
  const nameId = useId();
  return (
    <Parts.Plan
      aria-labelledby={nameId}
      data-plan={plan.id}
      isHighlighted={plan.isHighlighted}
      isCurrent={isCurrent}
      isScheduled={isScheduled}
    >
      <Parts.PlanHeader>
        {/* The catalog's copy keeps its own direction (<bdi>) on a page that reads the other way. */}
        <Parts.PlanName id={nameId}>
          <bdi>{plan.name}</bdi>
        </Parts.PlanName>
        <PlanMark selector={selector} item={item} />
        {plan.description === '' ? null : (
          <Parts.PlanDescription>
            <bdi>{plan.description}</bdi>
          </Parts.PlanDescription>
        )}
      </Parts.PlanHeader>
      <PlanCardPrice selector={selector} item={item} />
      <PlanCardAction {...props} nameId={nameId} />
      {plan.features.length === 0 ? null : (
        <Parts.Features aria-label={m.features({ plan: plan.name })}>
          {plan.features.map(({ id, name }) => (
            <Parts.Feature key={id}>
              <bdi>{name}</bdi>
            </Parts.Feature>
          ))}
        </Parts.Features>
      )}
    </Parts.Plan>
  );
}

function PlanMark({ selector, item }: Pick<PlanCardProps, 'selector' | 'item'>): React.JSX.Element | null {
  const words = useWords();
  const { planSelector: m } = words.messages;
  const { subscription } = selector.billing;
  const { action, isCurrent, plan } = item;
  if (action?.kind === 'scheduled') {
    return (
      <Badge tone="warning" icon="clock" slotName="plan-selector-mark">
        {m.scheduled({ date: words.day(action.appliesAt, selector.asOf) })}
      </Badge>
    );
  }
  if (isCurrent && subscription !== null) {
    const span = { interval: subscription.interval, count: subscription.intervalCount };
    return (
      <Badge tone="success" icon="check" slotName="plan-selector-mark">
        {action?.kind === 'current' ? m.current : m.currentOtherInterval(span)}
      </Badge>
    );
  }
  if (!plan.isHighlighted) return null;
  return (
    <Badge tone="accent" slotName="plan-selector-mark">
      {m.recommended}
    </Badge>
  );
}
