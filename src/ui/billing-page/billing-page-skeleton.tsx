'use client';
import type * as React from 'react';
import { InvoiceTableSkeleton } from '../invoice-table/invoice-table-skeleton.tsx';
import { useWords } from '../lib/use-words.ts';
import { PaymentMethodsSkeleton } from '../payment-methods/payment-methods-skeleton.tsx';
import { PlanSelectorSkeleton } from '../plan-selector/plan-selector-skeleton.tsx';
import { SubscriptionCardSkeleton } from '../subscription-card/subscription-card-skeleton.tsx';
import { PageSection } from './page-section.tsx';
import * as Parts from './parts.ts';

/** The page while its data is on the way. */
export function BillingPageSkeleton({ className }: { className?: string | undefined }): React.JSX.Element {
  const { billingPage: m } = useWords().messages;
  return (
    <Parts.Root className={className} aria-busy="true">
      <PageSection heading={m.subscription}>
        <SubscriptionCardSkeleton />
      </PageSection>
      <PageSection heading={m.plans} description={m.plansDescription}>
        <PlanSelectorSkeleton />
      </PageSection>
      <PageSection heading={m.paymentMethods}>
        <PaymentMethodsSkeleton />
      </PageSection>
      <PageSection heading={m.invoices}>
        <InvoiceTableSkeleton />
      </PageSection>
    </Parts.Root>
  );
}
