import { canceledAtPeriodEnd } from './canceled-at-period-end.ts';
import { pastDueSecondRetry } from './past-due-second-retry.ts';
import { paused } from './paused.ts';
import type { Preset } from './preset.ts';
import { seatLimitReached } from './seat-limit-reached.ts';
import { tenThousandInvoices } from './ten-thousand-invoices.ts';
import { trialEndsTomorrow } from './trial-ends-tomorrow.ts';

/** The situations that can be called up, in the order in which a subscription meets them. */
export const presets: readonly Preset[] = [
  trialEndsTomorrow,
  pastDueSecondRetry,
  canceledAtPeriodEnd,
  paused,
  seatLimitReached,
  tenThousandInvoices,
];
