import type { PolarApiError } from '../../http/errors.ts';

// What a person can do about it; the API's own sentence is for programs.
const sentences: Readonly<Record<string, string>> = {
  PaymentMethodInUseByActiveSubscription:
    'This is the only card on file, and your subscription is charged to it. Add another card first, then remove this one.',
  PaymentFailed:
    'The payment was declined, so nothing was changed and nothing was charged. Try another card.',
  PaymentMethodRequired: 'There is no card to charge. Add one under Payment methods, then try again.',
  ManualRetryLimitExceeded:
    'This order was tried five times already. It is tried again by itself; you can also make another card your default, which tries it at once.',
  PaymentAlreadyInProgress: 'This order is being paid right now. Look again in a few minutes.',
  OrderNotEligibleForRetry: 'This order cannot be paid here any more.',
  AlreadyCanceledSubscription:
    'This subscription is canceled already. To change it, take the cancellation back first.',
  SeatNotAvailable: 'All seats are taken. Take one back or add seats to the subscription first.',
  SeatAlreadyAssigned: 'This person has a seat already.',
  InvalidInvitationToken: 'This invitation was used, taken back, or is older than a day. Ask for a new one.',
  InvalidCustomerEmailUpdate: 'This link was used already or has expired. Ask for a new one.',
};

function sentenceIn(body: object): string | null {
  if ('error' in body && typeof body.error === 'string' && Object.hasOwn(sentences, body.error)) {
    return sentences[body.error] ?? null;
  }
  if (!('detail' in body)) return null;
  const { detail } = body;
  if (typeof detail === 'string') return detail;
  const first: unknown = Array.isArray(detail) ? detail[0] : null;
  const hasMessage = typeof first === 'object' && first !== null && 'msg' in first;
  return hasMessage ? String(first.msg) : null;
}

/** Why something was refused, in words for the person who tried. */
export function explain({ body }: PolarApiError): string {
  const sentence = typeof body === 'object' && body !== null ? sentenceIn(body) : null;
  return sentence ?? 'That was not possible. Nothing was changed.';
}
