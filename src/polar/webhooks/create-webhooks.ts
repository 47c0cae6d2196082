import type { ProviderWebhooks } from '../../server/ports/index.ts';
import { readEvent } from './read-event.ts';
import { importSigningKeys, type SigningKey } from './signing-keys.ts';
import { verifyDelivery } from './verify-delivery.ts';

/**
 * Secrets of the webhook endpoint, newest first: several while one is being rotated. A function is asked for each
 * delivery, so that a secret can be replaced without a restart; keep its answer at hand.
 */
export type WebhookSecrets = readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

/**
 * Takes Polar's webhooks apart.
 *
 * @throws {Error} when there is no secret or one is empty: an empty secret would be signed for by anyone. What a function
 * answers is checked at each delivery, and refused then.
 */
export function createPolarWebhooks(secrets: WebhookSecrets): ProviderWebhooks {
  const read = typeof secrets === 'function' ? secrets : () => secrets;
  // What is at hand already is checked now, while somebody is looking.
  const first = read();
  if (!(first instanceof Promise)) assertUsable(first);

  let known: readonly string[] = [];
  let keys: Promise<SigningKey[]> = Promise.resolve([]);

  // Imported once for the same secrets: an import costs as much as the HMAC itself.
  async function currentKeys(): Promise<SigningKey[]> {
    const current = await read();
    if (!isSame(current, known)) {
      assertUsable(current);
      known = [...current];
      keys = importSigningKeys(known);
    }
    return keys;
  }

  return {
    verify: async (body, headers, nowInSeconds) =>
      verifyDelivery(await currentKeys(), body, headers, nowInSeconds),
    read: readEvent,
  };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length > 0 && left.length === right.length && left.every((secret, index) => secret === right[index])
  );
}

function assertUsable(secrets: readonly string[]): void {
  if (secrets.length > 0 && secrets.every((secret) => secret.trim() !== '')) return;
  throw new Error(
    'floe-billing: `webhookSecrets` must name at least one secret and no empty one. ' +
      'Without it anybody could forge webhooks. Copy the secret of your webhook endpoint from Polar.',
  );
}
