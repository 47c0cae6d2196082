'use client';
import type * as React from 'react';
import { useId, useRef } from 'react';
import type { UnavailableReason } from '../../core/index.ts';
import {
  type PlanChangeState,
  type PlanSelectorPlan,
  type PlanSelectorReady,
  type UsePlanSelectorOptions,
  useDropScheduledChange,
  usePlanSelector,
} from '../../react/index.ts';
import { Empty } from '../lib/empty.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Notice } from '../lib/notice.tsx';
import { useWords } from '../lib/use-words.ts';
import { AddOnList } from './add-on-list.tsx';
import * as Parts from './parts.ts';
import { PlanCard } from './plan-card.tsx';
import type { ChangeSubject } from './plan-change-confirmation.tsx';
import { PlanChangeDialog } from './plan-change-dialog.tsx';
import { PlanSelectorControls } from './plan-selector-controls.tsx';
import { PlanSelectorSkeleton } from './plan-selector-skeleton.tsx';

/** The parts of the selector that `classNames` reaches. */
export type PlanSelectorSlot = 'root' | 'plans';

/** Props of {@link PlanSelector}. */
export interface PlanSelectorProps extends UsePlanSelectorOptions {
  /** @default true */
  showAddOns?: boolean | undefined;
  /** Whether to say to those who may not change the plan whom to ask; `false` where the page says so. @default true */
  explainPermission?: boolean | undefined;
  className?: string | undefined;
  classNames?: Partial<Record<PlanSelectorSlot, string>> | undefined;
}

/**
 * The plans with their prices and, on each, the one thing this person can do with it: start a checkout, or change
 * after seeing exactly what it costs.
 *
 * @example
 * <PlanSelector returnPath="/settings/billing" />
 */
export function PlanSelector({
  showAddOns = true,
  explainPermission = true,
  className,
  classNames = {},
  ...options
}: PlanSelectorProps): React.JSX.Element {
  const selector = usePlanSelector(options);
  const { planSelector: m } = useWords().messages;
  const rootClass = className ?? classNames.root;
  switch (selector.status) {
    case 'loading':
      return <PlanSelectorSkeleton className={rootClass} />;
    case 'error':
      return <ErrorNotice error={selector.error} title={m.errorTitle} onRetry={selector.retry} />;
    case 'empty':
      return (
        <Parts.Root aria-label={m.plans} className={rootClass}>
          <Empty icon="card" title={m.emptyTitle}>
            {m.emptyDescription}
          </Empty>
        </Parts.Root>
      );
    case 'ready':
      return (
        <ReadySelector
          selector={selector}
          showAddOns={showAddOns}
          explainPermission={explainPermission}
          className={rootClass}
          plansClassName={classNames.plans}
        />
      );
    default:
      return selector satisfies never;
  }
}

interface ReadySelectorProps {
  selector: PlanSelectorReady;
  showAddOns: boolean;
  explainPermission: boolean;
  className: string | undefined;
  plansClassName: string | undefined;
}

function ReadySelector(props: ReadySelectorProps): React.JSX.Element {
  const { selector, showAddOns, className, plansClassName } = props;
  const { planSelector: m } = useWords().messages;
  const drop = useDropScheduledChange();
  const root = useRef<HTMLElement>(null);
  const reasonId = useId();
  const { plans, catalog } = selector;
  const shared = sharedReason(plans);
  const reason = shared === 'permission' && !props.explainPermission ? null : shared;
  const primary = primaryPriceId(plans);
  return (
    <Parts.Root ref={root} tabIndex={-1} aria-label={m.plans} className={className}>
      {reason === null ? null : (
        <Notice tone="info" id={reasonId}>
          {m.unavailable[reason]()}
        </Notice>
      )}
      <PlanSelectorControls selector={selector} />
      {drop.error === null ? null : <ErrorNotice error={drop.error} />}
      <Parts.Plans className={plansClassName}>
        {plans.map((item) => (
          <PlanCard
            key={item.plan.id}
            selector={selector}
            item={item}
            isPrimary={item.price !== null && item.price.id === primary}
            reasonId={reasonId}
            isDropping={drop.isPending}
            onDropChange={() => drop.mutate(undefined, { onSuccess: () => root.current?.focus() })}
          />
        ))}
      </Parts.Plans>
      {showAddOns && catalog.addOns.length > 0 ? (
        <AddOnList addOns={catalog.addOns} currency={catalog.currency} />
      ) : null}
      <PlanChangeDialog
        change={openChange(selector)}
        subject={changeSubject(selector)}
        paymentMethod={selector.billing.paymentMethod}
        fallbackFocus={root}
      />
    </Parts.Root>
  );
}

function openChange({ state }: PlanSelectorReady): PlanChangeState {
  return state.kind === 'confirming' || state.kind === 'changed' ? state : { kind: 'idle' };
}

/** What the chosen price says of the change to it. */
function changeSubject({ state, catalog }: PlanSelectorReady): ChangeSubject {
  const chosen = state.kind === 'confirming' && 'priceId' in state.input ? state.input.priceId : null;
  const plan = catalog.plans.find(({ prices }) => prices.some(({ id }) => id === chosen));
  const price = plan?.prices.find(({ id }) => id === chosen);
  return {
    direction: price?.action.kind === 'change' ? price.action.direction : 'upgrade',
    planName: plan?.name ?? '',
    interval: price?.interval ?? 'month',
    intervalCount: price?.intervalCount ?? 1,
  };
}

/** Why nothing can be changed on any plan; `null` when something can. A missing price is told on its own plan. */
function sharedReason(plans: readonly PlanSelectorPlan[]): UnavailableReason | null {
  for (const { action } of plans) {
    if (action?.kind === 'unavailable' && action.reason !== 'no_price_in_currency') return action.reason;
  }
  return null;
}

/** The price whose button stands out: that of the highlighted plan, else of the first upgrade. */
function primaryPriceId(plans: readonly PlanSelectorPlan[]): string | null {
  const isForward = ({ action }: PlanSelectorPlan): boolean =>
    action?.kind === 'checkout' || (action?.kind === 'change' && action.direction !== 'downgrade');
  const forward = plans.filter(isForward);
  const chosen =
    forward.find(({ plan }) => plan.isHighlighted) ?? forward.find(({ isCurrent }) => !isCurrent);
  return chosen?.price?.id ?? null;
}
