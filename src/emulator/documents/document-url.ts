import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { fromIso } from '../time/instant.ts';

/** The documents of an order. */
export type DocumentKind = 'invoice' | 'receipt';

function sign(transaction: Transaction, kind: DocumentKind, orderId: string, expires: string): string {
  const { seed } = transaction.need('random', 'random');
  return createHmac('sha256', seed).update(`${kind}.${orderId}.${expires}`).digest('hex');
}

/** A link to a document, like a presigned one: whoever has it may read it, for ten minutes of emulator time. */
export function documentUrl(transaction: Transaction, kind: DocumentKind, orderId: string): string {
  const expires = addDuration(transaction.now, 'PT10M') ?? transaction.now;
  const query = new URLSearchParams({ expires, signature: sign(transaction, kind, orderId, expires) });
  return `${transaction.publicUrl}/documents/${kind}/${orderId}.pdf?${query}`;
}

/** Whether a link is one of ours and has not expired. */
export function isValidLink(
  transaction: Transaction,
  link: { kind: DocumentKind; orderId: string; expires: string; signature: string },
): boolean {
  const expected = Buffer.from(sign(transaction, link.kind, link.orderId, link.expires));
  const given = Buffer.from(link.signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  return fromIso(transaction.now) < fromIso(link.expires);
}
