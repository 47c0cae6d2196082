'use client';
import type * as React from 'react';
import { useRef } from 'react';
import type { Billing } from '../../core/index.ts';
import { useBilling, useCancelFlow, usePauseFlow, usePlanChange } from '../../react/index.ts';
import { CancelFlowDialog } from '../cancel-flow/cancel-flow-dialog.tsx';
import { Button } from '../lib/button.tsx';
import { Empty } from '../lib/empty.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useWords } from '../lib/use-words.ts';
import { PauseFlowDialog } from '../pause-flow/pause-flow-dialog.tsx';
import { PlanChangeDialog } from '../plan-selector/plan-change-dialog.tsx';
import * as Parts from './parts.ts';
import { SubscriptionCardSkeleton } from './subscription-card-skeleton.tsx';
import { SubscriptionCardView } from './subscription-card-view.tsx';

/** The parts of the card that `classNames` reaches. */
export type SubscriptionCardSlot =
  | 'root'
  | 'header'
  | 'plan'
  | 'status'
  | 'price'
  | 'notices'
  | 'facts'
  | 'footer';

/** Props of {@link SubscriptionCard}. */
export interface SubscriptionCardProps {
  /** Leads to the plans. Without it the card has no such button. */
  onChangePlan?: (() => void) | undefined;
  /** Called instead of opening the kit's own cancel flow. */
  onCancel?: (() => void) | undefined;
  className?: string | undefined;
  classNames?: Partial<Record<SubscriptionCardSlot, string>> | undefined;
}

/**
 * The subscription at a glance: plan, state, price, what is charged next and when, what is scheduled and its undo, and the
 * ways to pause, resume and cancel.
 *
 * @example
 * <SubscriptionCard onChangePlan={() => navigate('/settings/billing/plans')} />
 */
export function SubscriptionCard(props: SubscriptionCardProps): React.JSX.Element {
  const billing = useBilling();
  const { subscriptionCard: m } = useWords().messages;
  const flow = useCancelFlow();
  const pause = usePauseFlow();
  const change = usePlanChange();
  const plan = useRef<HTMLHeadingElement>(null);
  const className = props.className ?? props.classNames?.root;

  if (billing.data === undefined) {
    if (billing.error === null) return <SubscriptionCardSkeleton className={className} />;
    return (
      <ErrorNotice
        error={billing.error}
        title={m.errorTitle}
        onRetry={() => void billing.refetch()}
        isRetrying={billing.isFetching}
      />
    );
  }

  const { subscription } = billing.data;
  return (
    <>
      {subscription === null ? (
        <Parts.Root aria-label={m.label} data-status="none" className={className}>
          <NoSubscription billing={billing.data} onChangePlan={props.onChangePlan} />
        </Parts.Root>
      ) : (
        <SubscriptionCardView
          {...props}
          billing={billing.data}
          subscription={subscription}
          planRef={plan}
          onCancel={props.onCancel ?? flow.open}
          onPause={pause.open}
          onResume={() => change.open({ resume: true })}
        />
      )}
      <CancelFlowDialog flow={flow} fallbackFocus={plan} />
      <PauseFlowDialog flow={pause} fallbackFocus={plan} />
      {subscription === null ? null : (
        <PlanChangeDialog
          change={change.state}
          subject={{ ...subscription, direction: 'resume' }}
          paymentMethod={billing.data.paymentMethod}
          fallbackFocus={plan}
        />
      )}
    </>
  );
}

interface NoSubscriptionProps {
  billing: Billing;
  onChangePlan: (() => void) | undefined;
}

function NoSubscription({ billing, onChangePlan }: NoSubscriptionProps): React.JSX.Element {
  const { subscriptionCard: m } = useWords().messages;
  const mayManage = billing.permissions.includes('subscription:manage');
  const action =
    mayManage && onChangePlan !== undefined ? <Button onClick={onChangePlan}>{m.choosePlan}</Button> : null;
  return (
    <Empty icon="card" title={m.emptyTitle} action={action}>
      {mayManage ? m.emptyDescription : m.emptyDescriptionReader}
    </Empty>
  );
}
