import type { DatabaseListener } from '../database.ts';
import type { EmbeddedClient } from './worker-client.ts';

/** Hears a channel of the embedded database, whose one connection lives as long as the database does. */
export function listenOnEmbedded(
  client: Pick<EmbeddedClient, 'listen'>,
  channel: string,
  listener: DatabaseListener,
): () => Promise<void> {
  let isStopped = false;
  const starting = client
    .listen(channel, (payload) => {
      if (!isStopped) listener.onNotification(payload);
    })
    .then((stop) => {
      if (!isStopped) listener.onConnectionChange(true);
      return stop;
    })
    // A database that is closed tells every statement so; nobody waits for notifications from it.
    .catch(() => () => undefined);
  return async () => {
    isStopped = true;
    (await starting)();
  };
}
