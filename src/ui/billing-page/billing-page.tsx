'use client';
import type * as React from 'react';
import { useRef } from 'react';
import type { BillingAlertKind, Checkout } from '../../core/index.ts';
import { useBilling, useCatalog } from '../../react/index.ts';
import { BillingAlert } from '../billing-alert/billing-alert.tsx';
import { CheckoutStatus } from '../checkout-status/checkout-status.tsx';
import { InvoiceTable } from '../invoice-table/invoice-table.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Notice } from '../lib/notice.tsx';
import { useWords } from '../lib/use-words.ts';
import { PaymentMethods } from '../payment-methods/payment-methods.tsx';
import { PlanSelector } from '../plan-selector/plan-selector.tsx';
import { SubscriptionCard } from '../subscription-card/subscription-card.tsx';
import { BillingPageSkeleton } from './billing-page-skeleton.tsx';
import { PageSection } from './page-section.tsx';
import * as Parts from './parts.ts';

/** Props of {@link BillingPage}. */
export interface BillingPageProps {
  /** Where a checkout leads back to: the path of this page, starting with one `/`. */
  returnPath: string;
  /** From the address the person came back to (`checkout_id`). @default null */
  checkoutId?: string | null | undefined;
  /** Called when the outcome of a checkout is put aside; the time to take the id out of the address. */
  onDismissCheckout?: (() => void) | undefined;
  /** Takes a started checkout over. @default the browser goes to the checkout's page */
  onCheckout?: ((checkout: Checkout) => void | Promise<void>) | undefined;
  /** Leads to where a card is replaced. @default down to the payment methods of this page */
  onUpdatePaymentMethod?: (() => void) | undefined;
  className?: string | undefined;
}

// The card right below says the same and has the undo.
const TOLD_BY_THE_CARD: readonly BillingAlertKind[] = [
  'canceled',
  'cancel_scheduled',
  'pause_scheduled',
  'paused',
];

/**
 * All of billing on one page: what needs attention, the subscription, the plans, the payment methods, the invoices. Its headings are
 * `<h2>`, below the host's own title.
 *
 * @example
 * <BillingPage returnPath="/settings/billing" checkoutId={searchParams.get('checkout_id')} />
 */
export function BillingPage(props: BillingPageProps): React.JSX.Element {
  const { returnPath, checkoutId = null, className } = props;
  const { billingPage: m } = useWords().messages;
  const plansHeading = useRef<HTMLHeadingElement>(null);
  const paymentMethodsHeading = useRef<HTMLHeadingElement>(null);
  const billing = useBilling();
  const catalog = useCatalog();
  if (billing.data === undefined && billing.error !== null) {
    return (
      <Parts.Root className={className}>
        <PageError billing={billing} />
      </Parts.Root>
    );
  }
  // All at once: a card that arrives before the others would push them down the page. Only the first time: the
  // selector asks again when it appears, and taking it away for that would make it appear and ask for ever.
  const isFirstCatalog =
    catalog.data === undefined && catalog.error === null && catalog.errorUpdateCount === 0;
  if (billing.data === undefined || isFirstCatalog) {
    return <BillingPageSkeleton className={className} />;
  }
  const mayManage = billing.data.permissions.includes('subscription:manage');
  const showPlans = (): void => show(plansHeading);
  return (
    <Parts.Root className={className}>
      {mayManage ? null : (
        <Notice tone="info" title={m.deniedTitle}>
          {m.denied({ owner: billing.data.owner.name })}
        </Notice>
      )}
      {mayManage ? (
        <CheckoutStatus
          checkoutId={checkoutId}
          onChoosePlan={showPlans}
          onDismiss={props.onDismissCheckout}
        />
      ) : null}
      <BillingAlert
        exclude={TOLD_BY_THE_CARD}
        onUpdatePaymentMethod={props.onUpdatePaymentMethod ?? (() => show(paymentMethodsHeading))}
      />
      <PageSection heading={m.subscription}>
        <SubscriptionCard onChangePlan={showPlans} />
      </PageSection>
      <PageSection heading={m.plans} description={m.plansDescription} headingRef={plansHeading}>
        <PlanSelector returnPath={returnPath} onCheckout={props.onCheckout} explainPermission={false} />
      </PageSection>
      <PageSection heading={m.paymentMethods} headingRef={paymentMethodsHeading}>
        <PaymentMethods returnPath={returnPath} />
      </PageSection>
      <PageSection heading={m.invoices}>
        <InvoiceTable />
      </PageSection>
    </Parts.Root>
  );
}

function show({ current: heading }: React.RefObject<HTMLHeadingElement | null>): void {
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function PageError({ billing }: { billing: ReturnType<typeof useBilling> }): React.JSX.Element | null {
  const { billingPage: m } = useWords().messages;
  const { error } = billing;
  if (error === null) return null;
  if (error.code === 'forbidden') {
    return (
      <Notice tone="info" title={m.noAccessTitle}>
        {m.noAccess}
      </Notice>
    );
  }
  return (
    <ErrorNotice
      error={error}
      title={m.errorTitle}
      onRetry={() => void billing.refetch()}
      isRetrying={billing.isFetching}
    />
  );
}
