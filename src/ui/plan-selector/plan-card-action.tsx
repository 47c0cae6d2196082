'use client';
import type * as React from 'react';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Icon } from '../lib/icons.tsx';
import { useWords } from '../lib/use-words.ts';
import { actionLabel } from './action-label.ts';
import * as Parts from './parts.ts';
import type { PlanCardProps } from './plan-card.tsx';

/** Props of {@link PlanCardAction}. */
export interface PlanCardActionProps extends PlanCardProps {
  /** Id of the plan's name: several plans may have a button of the same words. */
  nameId: string;
}

/** The one thing to do with a plan, or why there is nothing to do. */
export function PlanCardAction(props: PlanCardActionProps): React.JSX.Element {
  const { selector, item } = props;
  const { state } = selector;
  const failed = state.kind === 'checkout_failed' && state.priceId === item.price?.id ? state : null;
  return (
    <Parts.Action>
      <PlanButton {...props} />
      {failed === null ? null : <ErrorNotice error={failed.error} onRetry={failed.retry} />}
    </Parts.Action>
  );
}

function PlanButton(props: PlanCardActionProps): React.JSX.Element | null {
  const words = useWords();
  const { planSelector: m, common } = words.messages;
  const { selector, item, isPrimary, nameId, reasonId, onDropChange, isDropping } = props;
  const { action, price, plan } = item;
  const { billing, asOf, state } = selector;
  if (action === null) return null;
  if (action.kind === 'current') {
    return (
      <p className="floe:flex floe:items-center floe:justify-center floe:gap-2 floe:text-muted">
        <Icon name="check" />
        {m.yourPlan}
      </p>
    );
  }
  if (action.kind === 'contact') {
    return (
      <Button asChild>
        <a href={action.url} aria-describedby={nameId}>
          {m.contact}
        </a>
      </Button>
    );
  }
  const { subscription } = billing;
  const span = price ?? { interval: selector.interval, intervalCount: 1 };
  const label = actionLabel(action, { planName: plan.name, price: span, subscription, asOf }, words);
  if (label === null || price === null) {
    // The mark, or the sentence above all plans, says so already.
    if (action.kind === 'scheduled') return null;
    if (action.kind === 'unavailable' && action.reason === 'permission') return null;
    const own = action.kind === 'unavailable' && action.reason === 'no_price_in_currency';
    return (
      <p {...(own ? {} : { 'aria-describedby': reasonId })} className="floe:text-center floe:text-muted">
        {own ? m.unavailable.no_price_in_currency() : m.notAvailable}
      </p>
    );
  }
  const isStarting = state.kind === 'starting_checkout' && state.priceId === price.id;
  const pending = isStarting
    ? m.redirecting
    : action.kind === 'scheduled' && isDropping
      ? common.loading
      : null;
  return (
    <Button
      variant={isPrimary ? 'primary' : 'secondary'}
      aria-describedby={nameId}
      pending={pending}
      onClick={() => (action.kind === 'scheduled' ? onDropChange() : selector.choose(price.id))}
    >
      {label}
    </Button>
  );
}
