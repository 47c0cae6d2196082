import type { PlanFeature } from './catalog.ts';
import type { Instant } from './instant.ts';

/** Why someone cancels, spelled as Polar spells it. */
export const CANCELLATION_REASONS = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'low_quality',
  'too_complex',
  'other',
] as const;

/** One of {@link CANCELLATION_REASONS}. */
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

/** What canceling would mean, shown before it is done. */
export interface CancelOptions {
  asOf: Instant;
  planName: string;
  /** When access ends: the end of what is paid, or of the trial. */
  endsAt: Instant;
  isTrialing: boolean;
  /** In the order they are offered. */
  reasons: CancellationReason[];
  /** What will no longer be available after `endsAt`. */
  featuresLost: PlanFeature[];
}
