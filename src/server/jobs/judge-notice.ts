import { type Instant, isBefore } from '../../core/index.ts';
import type { MessageFacts, StoreTransaction } from '../ports/index.ts';
import { isNoticeDue } from './due-notices.ts';
import type { NoticeJob, NoticeJobOf } from './notice-job.ts';
import type { Schedule } from './schedule-options.ts';

/** Whether a notice still holds: why not, or what it says. */
export type NoticeVerdict = { skip: string } | { subjectId: string; facts: MessageFacts };

type Reads = Pick<StoreTransaction, 'getBillingState' | 'findSubscription' | 'findCollection'>;

/** Looks at the mirror as it is now: between falling due and running, a clock may have jumped or a person acted. */
export function judgeNotice(
  job: NoticeJob,
  reads: Reads,
  { trialNoticeDays }: Pick<Schedule, 'trialNoticeDays'>,
  now: Instant,
): Promise<NoticeVerdict> {
  switch (job.notice) {
    case 'trial_ending':
      return judgeTrial(job, reads, trialNoticeDays, now);
    case 'renewal_ahead':
      return judgeRenewal(job, reads, now);
    case 'card_expiring':
      return judgeCard(job, reads, now);
    case 'payment_failed':
      return judgePayment(job, reads);
    default:
      return job satisfies never;
  }
}

async function judgeTrial(
  { subscriptionId, trialEnd, days }: NoticeJobOf<'trial_ending'>,
  reads: Reads,
  noticeDays: readonly number[],
  now: Instant,
): Promise<NoticeVerdict> {
  const subscription = await reads.findSubscription(subscriptionId);
  if (subscription === null) return { skip: 'gone' };
  if (subscription.status !== 'trialing' || !isBefore(now, trialEnd)) return { skip: 'trial_over' };
  if (subscription.trialEnd !== trialEnd) return { skip: 'moved' };
  if (subscription.cancelAtPeriodEnd) return { skip: 'canceling' };
  const isSuperseded = noticeDays.some((other) => other < days && isNoticeDue(trialEnd, other, now));
  if (isSuperseded) return { skip: 'superseded' };
  const { productId, money } = subscription;
  return { subjectId: subscriptionId, facts: { subscriptionId, productId, trialEnd, days, ...money } };
}

async function judgeRenewal(
  { subscriptionId, renewsAt, days }: NoticeJobOf<'renewal_ahead'>,
  reads: Reads,
  now: Instant,
): Promise<NoticeVerdict> {
  const subscription = await reads.findSubscription(subscriptionId);
  if (subscription === null) return { skip: 'gone' };
  if (!isBefore(now, renewsAt)) return { skip: 'renewed' };
  if (subscription.status !== 'active') return { skip: subscription.status };
  if (subscription.currentPeriodEnd !== renewsAt) return { skip: 'moved' };
  if (subscription.cancelAtPeriodEnd) return { skip: 'canceling' };
  if (subscription.pauseAtPeriodEnd) return { skip: 'pausing' };
  const { productId, money, pendingChange } = subscription;
  const pendingProductId = pendingChange?.productId ?? null;
  const facts = { subscriptionId, productId, pendingProductId, renewsAt, days, ...money };
  return { subjectId: subscriptionId, facts };
}

async function judgeCard(
  { externalId, paymentMethodId, expiresAt, days }: NoticeJobOf<'card_expiring'>,
  reads: Reads,
  now: Instant,
): Promise<NoticeVerdict> {
  const { defaultPaymentMethod: method, subscription } = await reads.getBillingState(externalId);
  if (method?.id !== paymentMethodId) return { skip: 'replaced' };
  if (!isBefore(now, expiresAt)) return { skip: 'expired' };
  if (days > 7 && isNoticeDue(expiresAt, 7, now)) return { skip: 'superseded' };
  const isCharged =
    subscription !== null &&
    ['trialing', 'active', 'past_due'].includes(subscription.status) &&
    !subscription.cancelAtPeriodEnd;
  if (!isCharged) return { skip: 'nothing_to_charge' };
  return { subjectId: paymentMethodId, facts: { paymentMethodId, expiresAt, days } };
}

async function judgePayment(
  { externalId, invoiceId, attempt }: NoticeJobOf<'payment_failed'>,
  reads: Reads,
): Promise<NoticeVerdict> {
  const collection = await reads.findCollection(externalId, invoiceId);
  if (collection === null) return { skip: 'gone' };
  const { invoice, failedAttempts } = collection;
  const isFinal = attempt === null;
  if (invoice.status !== (isFinal ? 'void' : 'pending')) return { skip: invoice.status };
  if (attempt !== null && failedAttempts > attempt) return { skip: 'superseded' };
  const { subscriptionId, dueAmount: amount, currency, nextPaymentAttemptAt } = invoice;
  const nextAttemptAt = isFinal ? null : nextPaymentAttemptAt;
  const attempts = attempt ?? failedAttempts;
  const facts = { invoiceId, subscriptionId, amount, currency, attempts, isFinal, nextAttemptAt };
  return { subjectId: invoiceId, facts };
}
