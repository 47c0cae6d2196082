import { type Instant, NOTIFICATION_KINDS, type NotificationKind } from '../../core/index.ts';
import type { Snapshot } from './records.ts';

/** The e-mails the server knows occasions for: one of each kind of notification. */
export const MAIL_NAMES = NOTIFICATION_KINDS;

/** One of {@link MAIL_NAMES}. */
export type MailName = NotificationKind;

/** Ids, amounts and instants: nothing personal, which is read when the message is written. */
export type MessageFacts = Record<string, string | number | boolean | null>;

/**
 * Answers of which queries are no longer true for an owner. It is done as soon as it is written: the open streams of every
 * process read it from the outbox, and so do those that connect again. Write it under the owner's lock, so that the
 * order of ids is the order of commits.
 */
export interface LiveMessage {
  kind: 'live';
  externalId: string;
  /** Names of queries. */
  stale: string[];
}

/** An e-mail to send. Its key in the outbox names the cause, so that it is written once. */
export interface MailMessage {
  kind: 'mail';
  message: MailName;
  /** Whose billing it is about. */
  externalId: string;
  facts: MessageFacts;
  /** The one person it is for. Without, it is for all who are to have it, and becomes a message for each of them. */
  recipientId?: string | undefined;
}

/** Something that happened, as the host is told. */
export interface BillingEvent {
  /** The same in every attempt to tell it: do it once by this. */
  key: string;
  type: `${Snapshot['kind']}.updated`;
  /** `null` for what belongs to nobody, as products do. */
  externalId: string | null;
  /** The id of what changed. */
  subjectId: string;
  facts: MessageFacts;
  /** Business time. */
  occurredAt: Instant;
}

/** An event for the host's own callback; its key is the message's own. */
export interface CallbackMessage {
  kind: 'callback';
  externalId: string | null;
  event: Omit<BillingEvent, 'key'>;
}

/** What leaves after its cause is written, at least once, with a key to do it once. */
export type OutboxMessage = LiveMessage | MailMessage | CallbackMessage;
