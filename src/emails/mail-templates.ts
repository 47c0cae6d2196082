import type { MailTemplates } from './mail-template.ts';
import { writeCancellationConfirmed } from './templates/cancellation-confirmed.tsx';
import { writeCardExpiring } from './templates/card-expiring.tsx';
import { writePaused } from './templates/paused.tsx';
import { writePaymentFailed } from './templates/payment-failed.tsx';
import { writePlanChanged } from './templates/plan-changed.tsx';
import { writeReceipt } from './templates/receipt.tsx';
import { writeRefund } from './templates/refund.tsx';
import { writeRenewalAhead } from './templates/renewal-ahead.tsx';
import { writeResumed } from './templates/resumed.tsx';
import { writeTrialEnding } from './templates/trial-ending.tsx';
import { writeWelcome } from './templates/welcome.tsx';

/** The template of each mail, unless the host has one of its own. */
export const mailTemplates: MailTemplates = {
  welcome: writeWelcome,
  receipt: writeReceipt,
  refund: writeRefund,
  payment_failed: writePaymentFailed,
  card_expiring: writeCardExpiring,
  trial_ending: writeTrialEnding,
  renewal_ahead: writeRenewalAhead,
  plan_changed: writePlanChanged,
  cancellation_confirmed: writeCancellationConfirmed,
  paused: writePaused,
  resumed: writeResumed,
};
