import { applyChange } from '../../engine/change-checkout.ts';
import type { Engine } from '../../engine/engine.ts';
import { saveCheckout } from '../../engine/save-checkout.ts';
import type { PolarApiError } from '../../http/errors.ts';
import { findBySecret } from '../../routes/checkouts.ts';
import type { Shown, Surroundings } from '../page.ts';
import { closedPage } from './closed-page.ts';
import { formPage } from './form-page.ts';
import type { FormErrors, FormValues } from './read-form.ts';
import { applyTyped, sentenceOf } from './typed.ts';

interface Refusal {
  alert: string;
  errors?: FormErrors;
}

const usedUp: FormErrors = { discount_code: 'This code cannot be used any more.' };

// Polar's errors by their names, and its sentences where names say too little.
const refusals: Readonly<Record<string, Refusal>> = {
  AlreadyActiveSubscriptionError: {
    alert: 'You already have an active subscription. Nothing was charged. Go back to change your plan there.',
  },
  TrialAlreadyRedeemed: {
    alert:
      'You have used the free trial of this product before. Nothing was charged. You can subscribe without a trial.',
  },
  DiscountRedemptionLimitReached: {
    alert: 'You have used this discount as often as you can. Nothing was charged.',
    errors: usedUp,
  },
  'Discount is no longer redeemable.': {
    alert: 'The discount has run out meanwhile. Nothing was charged.',
    errors: usedUp,
  },
  'Price is archived.': {
    alert:
      'The price has changed since this checkout was opened. Nothing was charged. Go back and start again.',
  },
};

function nameOf({ body }: PolarApiError): string {
  const name = typeof body === 'object' && body !== null && 'error' in body ? body.error : '';
  return String(name);
}

/**
 * The form again, with why it cannot be confirmed. After a trial that was used before, the checkout goes on without one.
 */
export function refusedPage(
  engine: Engine,
  secret: string,
  values: FormValues,
  around: Surroundings,
  error: PolarApiError,
): Shown | null {
  const sentence = sentenceOf(error);
  const known = refusals[nameOf(error)] ??
    refusals[sentence] ?? { alert: `${sentence} Nothing was charged.` };
  return engine.run((transaction) => {
    const row = findBySecret(transaction, secret);
    if (row === undefined || row.status !== 'open') return closedPage(transaction, row, around);
    const isTrialUsed = nameOf(error) === 'TrialAlreadyRedeemed';
    const open = isTrialUsed
      ? saveCheckout(transaction, applyChange(transaction, row, { allow_trial: false }))
      : row;
    const typed = applyTyped(transaction, open, values);
    return formPage(transaction, typed.row, around, { values, ...known });
  });
}
