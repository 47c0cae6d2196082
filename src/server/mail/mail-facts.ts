import { z } from 'zod';

const instant = z.string();
const plan = { productId: z.string(), amount: z.number(), currency: z.string() };

/** What the outbox keeps of each mail: ids, amounts and instants. The rest is read when the mail leaves. */
export const mailFacts = {
  welcome: z.object({ ...plan, trialEnd: instant.nullable(), nextChargeAt: instant }),
  receipt: z.object({ invoiceId: z.string() }),
  refund: z.object({
    invoiceId: z.string(),
    amount: z.number(),
    taxAmount: z.number(),
    currency: z.string(),
    refundedAt: instant,
  }),
  payment_failed: z.object({
    invoiceId: z.string(),
    amount: z.number(),
    currency: z.string(),
    attempts: z.number(),
    isFinal: z.boolean(),
    nextAttemptAt: instant.nullable(),
  }),
  card_expiring: z.object({ paymentMethodId: z.string(), expiresAt: instant }),
  trial_ending: z.object({ ...plan, trialEnd: instant }),
  renewal_ahead: z.object({ ...plan, pendingProductId: z.string().nullable(), renewsAt: instant }),
  plan_changed: z.object({
    change: z.enum(['applied', 'scheduled', 'dropped']),
    currency: z.string(),
    fromProductId: z.string(),
    fromAmount: z.number(),
    toProductId: z.string(),
    /** `null` for what has no subscription yet: its price is the product's. */
    toAmount: z.number().nullable(),
    takesEffectAt: instant,
    nextChargeAt: instant.nullable(),
  }),
  cancellation_confirmed: z.object({
    ...plan,
    canceledAt: instant,
    endsAt: instant,
    hasEnded: z.boolean(),
    isTrial: z.boolean(),
  }),
  paused: z.object({
    ...plan,
    pausesAt: instant,
    isScheduled: z.boolean(),
    resumesAt: instant.nullable(),
  }),
  resumed: z.object({
    ...plan,
    after: z.enum(['pause', 'scheduled_pause', 'scheduled_cancellation']),
    nextChargeAt: instant.nullable(),
  }),
};
