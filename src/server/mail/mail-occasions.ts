import { hasEnded, type Instant, millisecondsBetween } from '../../core/index.ts';
import type {
  InvoiceRecord,
  MailName,
  MessageFacts,
  RefundRecord,
  Snapshot,
  SubscriptionRecord,
} from '../ports/index.ts';

/** Something that people are written to about. */
export interface MailOccasion {
  /** Names what happened, so that it is written about once whoever tells of it, and how often. */
  key: string;
  message: MailName;
  facts: MessageFacts;
}

// Whoever hears of something a week late is surprised, not informed: it was an outage's, or another system's, to tell.
const LATEST_NEWS_MS = 7 * 86_400_000;

/** What a written snapshot gives occasion to write, by what the mirror held before. `null` where it held nothing. */
export function mailOccasions(before: Snapshot | null, after: Snapshot, now: Instant): MailOccasion[] {
  if (after.kind === 'invoice') {
    return isNews(after.record.modifiedAt, now)
      ? invoiceOccasions(before?.kind === 'invoice' ? before.record : null, after.record)
      : [];
  }
  if (after.kind === 'refund') {
    return isNews(after.record.modifiedAt, now)
      ? refundOccasions(before?.kind === 'refund' ? before.record : null, after.record)
      : [];
  }
  if (after.kind !== 'subscription') return [];
  const earlier = before?.kind === 'subscription' ? before.record : null;
  if (isNewlyRunning(earlier, after.record)) {
    return isNews(after.record.startedAt ?? after.record.createdAt, now) ? [welcome(after.record)] : [];
  }
  if (earlier === null || !isNews(after.record.modifiedAt, now)) return [];
  return subscriptionOccasions(earlier, after.record);
}

function isNews(at: Instant, now: Instant): boolean {
  return millisecondsBetween(at, now) <= LATEST_NEWS_MS;
}

function isNewlyRunning(before: SubscriptionRecord | null, after: SubscriptionRecord): boolean {
  const hasStarted = after.status === 'trialing' || after.status === 'active';
  return hasStarted && (before === null || before.status === 'incomplete');
}

function welcome(record: SubscriptionRecord): MailOccasion {
  const trialEnd = record.status === 'trialing' ? record.trialEnd : null;
  const facts = { ...planFacts(record), trialEnd, nextChargeAt: record.currentPeriodEnd };
  return { key: `welcome:${record.id}`, message: 'welcome', facts };
}

function invoiceOccasions(before: InvoiceRecord | null, after: InvoiceRecord): MailOccasion[] {
  const wasOpen = before === null || before.status === 'draft' || before.status === 'pending';
  // A trial begins with an invoice over nothing; what only gave credit was no payment.
  if (!wasOpen || after.status !== 'paid' || after.totalAmount <= 0) return [];
  return [{ key: `receipt:${after.id}`, message: 'receipt', facts: { invoiceId: after.id } }];
}

function refundOccasions(before: RefundRecord | null, after: RefundRecord): MailOccasion[] {
  if (after.status !== 'succeeded' || before?.status === 'succeeded') return [];
  const { id, invoiceId, amount, taxAmount, currency, modifiedAt: refundedAt } = after;
  const facts = { invoiceId, amount, taxAmount, currency, refundedAt };
  return [{ key: `refund:${id}`, message: 'refund', facts }];
}

function subscriptionOccasions(before: SubscriptionRecord, after: SubscriptionRecord): MailOccasion[] {
  if (hasEnded(after.status)) return endOccasions(before, after);
  return [
    ...changeOccasions(before, after),
    ...cancellationOccasions(before, after),
    ...pauseOccasions(before, after),
  ];
}

/** Ended at once, that is: an end that was scheduled has been told of, and one for lack of payment is told of by its notice. */
function endOccasions(before: SubscriptionRecord, after: SubscriptionRecord): MailOccasion[] {
  const wasToldOf = hasEnded(before.status) || before.cancelAtPeriodEnd || before.status === 'incomplete';
  if (wasToldOf || before.status === 'past_due' || after.status !== 'canceled') return [];
  const endsAt = after.endedAt ?? after.canceledAt ?? after.modifiedAt;
  const canceledAt = after.canceledAt ?? endsAt;
  const facts = { canceledAt, endsAt, hasEnded: true, isTrial: before.status === 'trialing' };
  return [occasion('cancellation_confirmed', after, facts)];
}

function changeOccasions(before: SubscriptionRecord, after: SubscriptionRecord): MailOccasion[] {
  const changes: MailOccasion[] = [];
  const from = {
    currency: after.money.currency,
    fromProductId: before.productId,
    fromAmount: before.money.amount,
  };
  const isOther = after.productId !== before.productId;
  const pendingBefore = pendingOf(before);
  const pendingAfter = pendingOf(after);
  if (isOther) {
    // A change that waited for the period's end took effect with the new period, not when it was noted.
    const isNewPeriod = after.currentPeriodStart !== before.currentPeriodStart;
    changes.push(
      planChange('applied', after, {
        ...from,
        toProductId: after.productId,
        toAmount: after.money.amount,
        takesEffectAt: isNewPeriod ? after.currentPeriodStart : after.modifiedAt,
        nextChargeAt: nextChargeAt(after),
      }),
    );
  }
  if (pendingAfter !== null && !isSameChange(pendingBefore, pendingAfter)) {
    changes.push(
      planChange('scheduled', after, {
        ...from,
        fromProductId: after.productId,
        fromAmount: after.money.amount,
        toProductId: pendingAfter.productId,
        toAmount: null,
        takesEffectAt: pendingAfter.appliesAt,
        nextChargeAt: pendingAfter.appliesAt,
      }),
    );
  }
  // A cancellation drops it too, and is told of itself.
  const isDropped =
    pendingBefore !== null && after.pendingChange === null && !isOther && !after.cancelAtPeriodEnd;
  if (isDropped) {
    changes.push(
      planChange('dropped', after, {
        ...from,
        toProductId: pendingBefore.productId,
        toAmount: null,
        takesEffectAt: pendingBefore.appliesAt,
        nextChargeAt: nextChargeAt(after),
      }),
    );
  }
  return changes;
}

function cancellationOccasions(before: SubscriptionRecord, after: SubscriptionRecord): MailOccasion[] {
  if (before.cancelAtPeriodEnd === after.cancelAtPeriodEnd) return [];
  if (!after.cancelAtPeriodEnd) {
    const facts = { after: 'scheduled_cancellation', nextChargeAt: nextChargeAt(after) };
    return [occasion('resumed', after, facts)];
  }
  const canceledAt = after.canceledAt ?? after.modifiedAt;
  const endsAt = after.endsAt ?? after.currentPeriodEnd;
  const facts = { canceledAt, endsAt, hasEnded: false, isTrial: after.status === 'trialing' };
  return [occasion('cancellation_confirmed', after, facts)];
}

function pauseOccasions(before: SubscriptionRecord, after: SubscriptionRecord): MailOccasion[] {
  const { resumesAt } = after;
  if (before.status !== 'paused' && after.status === 'paused') {
    const facts = { pausesAt: after.pausedAt ?? after.modifiedAt, isScheduled: false, resumesAt };
    return [occasion('paused', after, facts)];
  }
  if (before.status === 'paused' && after.status !== 'paused') {
    return [occasion('resumed', after, { after: 'pause', nextChargeAt: nextChargeAt(after) })];
  }
  if (before.pauseAtPeriodEnd === after.pauseAtPeriodEnd) return [];
  if (after.pauseAtPeriodEnd) {
    const facts = { pausesAt: after.currentPeriodEnd, isScheduled: true, resumesAt };
    return [occasion('paused', after, facts)];
  }
  // Canceled instead: that is told of itself.
  if (after.cancelAtPeriodEnd) return [];
  return [occasion('resumed', after, { after: 'scheduled_pause', nextChargeAt: nextChargeAt(after) })];
}

function occasion(message: MailName, record: SubscriptionRecord, facts: MessageFacts): MailOccasion {
  const { id, modifiedAt } = record;
  return { key: `${message}:${id}:${modifiedAt}`, message, facts: { ...planFacts(record), ...facts } };
}

function planChange(
  change: 'applied' | 'scheduled' | 'dropped',
  { id, modifiedAt }: SubscriptionRecord,
  facts: MessageFacts,
): MailOccasion {
  const key = `plan_changed:${change}:${id}:${modifiedAt}`;
  return { key, message: 'plan_changed', facts: { subscriptionId: id, change, ...facts } };
}

function planFacts({ id, productId, money }: SubscriptionRecord) {
  return { subscriptionId: id, productId, ...money };
}

function nextChargeAt(record: SubscriptionRecord): Instant | null {
  return record.cancelAtPeriodEnd || record.pauseAtPeriodEnd ? null : record.currentPeriodEnd;
}

/** A scheduled change of the plan; `null` for one of something else, such as seats. */
function pendingOf({ pendingChange }: SubscriptionRecord): { productId: string; appliesAt: Instant } | null {
  if (pendingChange === null || pendingChange.productId === null) return null;
  return { productId: pendingChange.productId, appliesAt: pendingChange.appliesAt };
}

function isSameChange(
  left: { productId: string; appliesAt: Instant } | null,
  right: { productId: string; appliesAt: Instant },
): boolean {
  return left?.productId === right.productId && left.appliesAt === right.appliesAt;
}
