import { BillingPage } from 'floe-billing';
import { goTo, useAppLocation } from './location.ts';

/** Settings → Billing: the whole of Floe's billing page. */
export function BillingSettings() {
  const checkoutId = useAppLocation().searchParams.get('checkout_id');
  return (
    <>
      <header className="page-header">
        <p className="muted">Settings</p>
        <h1>Billing</h1>
      </header>
      <BillingPage
        checkoutId={checkoutId}
        onDismissCheckout={() => goTo('/settings/billing')}
        returnPath="/settings/billing"
      />
    </>
  );
}
