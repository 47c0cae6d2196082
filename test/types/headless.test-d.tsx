import { createFixtureAdapter, createHttpAdapter } from '../../src/adapters/index.ts';
import type { ChangeAnswer } from '../../src/contract/index.ts';
import type { Billing, BillingError } from '../../src/core/index.ts';
import {
  BillingProvider,
  useBilling,
  useCancelFlow,
  useChangeSubscription,
  useInvoices,
  usePlanSelector,
  useUncancelSubscription,
} from '../../src/react/index.ts';

declare function getToken(): Promise<string>;
declare const billing: Billing;

/** The examples of the entry points. */
export function Examples() {
  const adapter = createHttpAdapter({
    baseUrl: 'https://app.example.com/api/billing',
    headers: async () => ({ authorization: `Bearer ${await getToken()}` }),
  });
  const fixture = createFixtureAdapter({
    answers: { getBilling: billing },
    failures: { startCheckout: 'already_subscribed' },
  });
  return (
    <BillingProvider adapter={adapter} ownerKey="org_1" locale="en-US" timeZone="Europe/Berlin">
      <BillingProvider adapter={fixture} ownerKey="org_1">
        <Hooks />
      </BillingProvider>
    </BillingProvider>
  );
}

function Hooks() {
  const account = useBilling();
  account.data satisfies Billing | undefined;
  account.error satisfies BillingError | null;
  if (account.isSuccess) account.data.revision satisfies string;

  const change = useChangeSubscription();
  change.data satisfies ChangeAnswer | undefined;
  change.mutate({ quoteId: 'quote_1' }, { onSuccess: ({ receipt }) => receipt.charged?.amount });
  // @ts-expect-error the revision is the hook's own business
  change.mutate({ quoteId: 'quote_1', revision: 'revision-1' });
  // @ts-expect-error a change needs a quote
  change.mutate();
  useUncancelSubscription().mutate();

  const invoices = useInvoices();
  if (invoices.isSuccess) invoices.data.items.length satisfies number;
  invoices.goToNext();

  const selector = usePlanSelector({ returnPath: '/billing' });
  if (selector.status === 'ready' && selector.state.kind === 'confirming') selector.state.confirm();
  // @ts-expect-error plans are there only when it is ready
  selector.plans;

  const cancel = useCancelFlow();
  if (cancel.status === 'ready') cancel.chooseReason('unused');
  return null;
}

// @ts-expect-error an answer of another operation
createFixtureAdapter({ answers: { getCatalog: billing } });

// @ts-expect-error an unknown operation
createFixtureAdapter({ answers: { getMetrics: billing } });
