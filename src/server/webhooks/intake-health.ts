import type { Instant } from '../../core/index.ts';
import type { Logger } from '../logger.ts';
import { type InboxOutcome, systemClock } from '../ports/index.ts';

// Often enough to be seen, not so often that it hides what else there is.
const WARN_EVERY_MS = 3_600_000;

/** What one process has seen of webhooks since it started. Times are real. */
export interface IntakeHealth {
  /** Deliveries that proved their origin and were stored, by what became of them. */
  stored: Record<InboxOutcome, number>;
  /** Deliveries refused for their signature. */
  refused: number;
  /** Deliveries signed with a secret that is not the newest: it must stay until there are none. */
  oldSecretUses: number;
  oldSecretLastUsedAt: Instant | null;
  lastStoredAt: Instant | null;
}

/** Keeps an {@link IntakeHealth}, and raises the alarm while an old secret is in use. */
export interface IntakeWatch {
  noteRefused(): void;
  noteOldSecret(secretIndex: number): void;
  noteStored(outcome: InboxOutcome): void;
  read(): IntakeHealth;
}

/** Creates the watch of a process. */
export function createIntakeHealth(logger: Logger): IntakeWatch {
  const stored = { new: 0, duplicate: 0, requeued: 0 };
  let refused = 0;
  let oldSecretUses = 0;
  let oldSecretLastUsedAt: Instant | null = null;
  let lastStoredAt: Instant | null = null;
  let quietUntilMs = Number.NEGATIVE_INFINITY;

  return {
    noteRefused() {
      refused += 1;
    },
    noteOldSecret(secretIndex) {
      oldSecretUses += 1;
      oldSecretLastUsedAt = systemClock.now();
      const nowMs = performance.now();
      if (nowMs < quietUntilMs) return;
      quietUntilMs = nowMs + WARN_EVERY_MS;
      logger.warn(
        { secretIndex, uses: oldSecretUses },
        'Webhooks are still signed with an old secret. Keep it until the payment provider uses the new one.',
      );
    },
    noteStored(outcome) {
      stored[outcome] += 1;
      lastStoredAt = systemClock.now();
    },
    read: () => ({
      stored: { ...stored },
      refused,
      oldSecretUses,
      oldSecretLastUsedAt,
      lastStoredAt,
    }),
  };
}
