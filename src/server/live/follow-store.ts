import type { Logger } from '../logger.ts';
import type { StoreNotifications } from '../ports/index.ts';
import type { LiveHub } from './hub.ts';

// While nothing is notified, this is how late a page may be told.
const POLL_MS = 5_000;

/**
 * Passes on what any process has committed. While the store's notifications do not arrive, the streams are asked to look
 * every five seconds instead. Returns the way to stop.
 */
export function followStore(
  notifications: StoreNotifications,
  hub: Pick<LiveHub, 'announce'>,
  logger: Logger,
): () => Promise<void> {
  let polling: ReturnType<typeof setInterval> | null = null;
  const stopPolling = () => {
    if (polling !== null) clearInterval(polling);
    polling = null;
  };
  const poll = () => {
    polling ??= setInterval(() => hub.announce(null), POLL_MS);
  };

  poll();
  const stopListening = notifications.listen({
    onLive: (externalId) => hub.announce(externalId),
    onConnectionChange(isConnected) {
      if (isConnected) {
        stopPolling();
        // Whatever was notified before is lost.
        hub.announce(null);
      } else {
        logger.warn({}, 'The database does not notify of changes; pages are told of them by polling.');
        poll();
      }
    },
  });
  return async () => {
    stopPolling();
    await stopListening();
  };
}
