'use client';
import type * as React from 'react';
import { useBilling, usePaymentMethods } from '../../react/index.ts';
import { Empty } from '../lib/empty.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';
import { PaymentMethodsOnFile } from './payment-methods-on-file.tsx';
import { PaymentMethodsSkeleton } from './payment-methods-skeleton.tsx';

/** Props of {@link PaymentMethods}. */
export interface PaymentMethodsProps {
  /** Where the page on which one is added leads back to: the path of this page, starting with one `/`. */
  returnPath: string;
  className?: string | undefined;
}

/**
 * What is on file to be charged, and the ways to charge another, add one and take one off. Cards are typed on the
 * provider's page alone. What a new default collects at once is said before.
 *
 * @example
 * <PaymentMethods returnPath="/settings/billing" />
 */
export function PaymentMethods({ returnPath, className }: PaymentMethodsProps): React.JSX.Element {
  const { paymentMethods: m } = useWords().messages;
  const billing = useBilling();
  // Known beforehand, so that nobody is sent a request the server will refuse.
  const maySee = billing.data?.permissions.includes('invoices:view') ?? false;
  const methods = usePaymentMethods({ enabled: maySee });
  if (billing.data !== undefined && !maySee) {
    return (
      <Parts.Root aria-label={m.label} className={className}>
        <Empty icon="card" title={m.deniedTitle}>
          {m.deniedDescription}
        </Empty>
      </Parts.Root>
    );
  }
  const failed = billing.data === undefined ? billing : methods.data === undefined ? methods : null;
  if (failed !== null && failed.error !== null) {
    return (
      <ErrorNotice
        error={failed.error}
        title={m.errorTitle}
        onRetry={() => void failed.refetch()}
        isRetrying={failed.isFetching}
      />
    );
  }
  if (billing.data === undefined || methods.data === undefined) {
    return <PaymentMethodsSkeleton className={className} />;
  }
  return (
    <PaymentMethodsOnFile
      billing={billing.data}
      list={methods.data}
      returnPath={returnPath}
      className={className}
    />
  );
}
