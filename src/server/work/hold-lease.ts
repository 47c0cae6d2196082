import { errorFields, type Logger } from '../logger.ts';
import type { WorkClaim, WorkQueue } from '../ports/index.ts';

/** A lease that is lengthened while work goes on. */
export interface HeldLease {
  /** Fires when the work has become somebody else's: what is still done for it will not be kept. */
  signal: AbortSignal;
  /** Lets the lease run out, unless the work is ended before. */
  release(): void;
}

/** Lengthens a claim's lease three times as often as needed, so that work may take longer than a lease. */
export function holdLease(
  claim: WorkClaim,
  queue: Pick<WorkQueue<unknown>, 'renew'>,
  leaseInSeconds: number,
  logger: Logger,
): HeldLease {
  const lost = new AbortController();
  const timer = setInterval(
    () => {
      queue.renew(claim, leaseInSeconds).then(
        (isHeld) => {
          if (isHeld) return;
          clearInterval(timer);
          lost.abort();
        },
        // There is time for another try before the lease ends.
        (error: unknown) => logger.warn(errorFields(error), 'The lease on work could not be lengthened.'),
      );
    },
    (leaseInSeconds * 1000) / 3,
  );
  return { signal: lost.signal, release: () => clearInterval(timer) };
}
