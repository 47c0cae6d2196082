'use client';
import type * as React from 'react';
import { useId } from 'react';
import type { Billing, Subscription } from '../../core/index.ts';
import { hasEnded } from '../../core/index.ts';
import { Button } from '../lib/button.tsx';
import { useWords } from '../lib/use-words.ts';
import { displayStatus } from './display-status.ts';
import * as Parts from './parts.ts';
import type { SubscriptionCardProps } from './subscription-card.tsx';
import { SubscriptionCardNoticeList } from './subscription-card-notice-list.tsx';
import { subscriptionFacts } from './subscription-facts.ts';

/** Props of {@link SubscriptionCardView}. */
export interface SubscriptionCardViewProps
  extends Pick<SubscriptionCardProps, 'onChangePlan' | 'className' | 'classNames'> {
  billing: Billing;
  subscription: Subscription;
  onCancel: () => void;
  /** Opens the pause flow. */
  onPause: () => void;
  /** Shows what it costs to end the pause now. */
  onResume: () => void;
  planRef: React.RefObject<HTMLHeadingElement | null>;
}

/** The card of a subscription that is there. */
export function SubscriptionCardView({
  billing,
  subscription,
  onChangePlan,
  onCancel,
  onPause,
  onResume,
  planRef,
  className,
  classNames = {},
}: SubscriptionCardViewProps): React.JSX.Element {
  const words = useWords();
  const { subscriptionCard: m } = words.messages;
  const planId = useId();
  const { planName, money, interval, intervalCount, cancelAtPeriodEnd } = subscription;
  const span = { interval, count: intervalCount };
  const ended = hasEnded(subscription.status);
  const { permissions } = billing;
  const mayCancel = permissions.includes('subscription:cancel') && !ended && !cancelAtPeriodEnd;
  const mayPause = billing.pauseOptions.length > 0;
  const mayChange = permissions.includes('subscription:manage') && onChangePlan !== undefined;

  return (
    <Parts.Root
      aria-labelledby={planId}
      data-status={displayStatus(subscription)}
      className={className ?? classNames.root}
    >
      <Parts.Header className={classNames.header}>
        <div className="floe:min-w-0">
          <div className="floe:flex floe:flex-wrap floe:items-center floe:gap-2">
            <Parts.Plan id={planId} ref={planRef} tabIndex={-1} className={classNames.plan}>
              <bdi>{planName}</bdi>
            </Parts.Plan>
            <Parts.Status status={displayStatus(subscription)} className={classNames.status}>
              {words.messages.status[displayStatus(subscription)]}
            </Parts.Status>
          </div>
          {money === null ? (
            <p className="floe:mt-2 floe:text-muted">
              {permissions.includes('invoices:view') ? m.billed(span) : m.amountsHidden}
            </p>
          ) : (
            <Parts.Price className={classNames.price}>
              <Parts.Amount>{words.shortAmount(money)}</Parts.Amount>
              <span>{words.messages.common.perInterval(span)}</span>
            </Parts.Price>
          )}
        </div>
        {mayChange ? <Button onClick={onChangePlan}>{ended ? m.choosePlan : m.changePlan}</Button> : null}
      </Parts.Header>
      <SubscriptionCardNoticeList
        billing={billing}
        subscription={subscription}
        className={classNames.notices}
        onUndone={() => planRef.current?.focus()}
        onResume={onResume}
      />
      <FactList billing={billing} subscription={subscription} className={classNames.facts} />
      {mayPause || mayCancel ? (
        <Parts.Footer className={classNames.footer}>
          {mayPause ? (
            <Button variant="quiet" onClick={onPause} aria-haspopup="dialog">
              {m.pause}
            </Button>
          ) : null}
          {mayCancel ? (
            <Button variant="quiet" onClick={onCancel}>
              {m.cancel}
            </Button>
          ) : null}
        </Parts.Footer>
      ) : null}
    </Parts.Root>
  );
}

interface FactListProps {
  billing: Billing;
  subscription: Subscription;
  className: string | undefined;
}

function FactList({ billing, subscription, className }: FactListProps): React.JSX.Element | null {
  const facts = subscriptionFacts(billing, subscription, useWords());
  if (facts.length === 0) return null;
  return (
    <Parts.Facts className={className}>
      {facts.map(({ id, label, value, detail }) => (
        <Parts.Fact key={id} data-fact={id}>
          <Parts.Label>{label}</Parts.Label>
          <Parts.Value>{value}</Parts.Value>
          {detail === null ? null : <Parts.Detail>{detail}</Parts.Detail>}
        </Parts.Fact>
      ))}
    </Parts.Facts>
  );
}
