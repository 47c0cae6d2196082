import { z } from 'zod';

const facts = { job: z.literal('notice'), externalId: z.string(), isBeforeStart: z.boolean() };

/** A notice that has fallen due, as its job keeps it. Whether it still holds is decided when the job runs. */
export const noticeJob = z.discriminatedUnion('notice', [
  z.object({
    ...facts,
    notice: z.literal('trial_ending'),
    subscriptionId: z.string(),
    trialEnd: z.string(),
    days: z.number(),
  }),
  z.object({
    ...facts,
    notice: z.literal('renewal_ahead'),
    subscriptionId: z.string(),
    renewsAt: z.string(),
    days: z.number(),
  }),
  z.object({
    ...facts,
    notice: z.literal('card_expiring'),
    paymentMethodId: z.string(),
    expiresAt: z.string(),
    days: z.number(),
  }),
  z.object({
    ...facts,
    notice: z.literal('payment_failed'),
    invoiceId: z.string(),
    /** `null` when nothing more will be tried. */
    attempt: z.number().nullable(),
  }),
]);

/** {@link noticeJob} as a type. */
export type NoticeJob = z.infer<typeof noticeJob>;

/** One kind of {@link NoticeJob}. */
export type NoticeJobOf<Notice extends NoticeJob['notice']> = Extract<NoticeJob, { notice: Notice }>;
