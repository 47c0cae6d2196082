import type { ProviderWebhooks } from '../../server/ports/index.ts';
import { readEvent } from './read-event.ts';
import { importSigningKeys, type SigningKey } from './signing-keys.ts';
import { verifyDelivery } from './verify-delivery.ts';

/**
 * Takes Polar's webhooks apart with the given secrets, newest first.
 *
 * @throws {Error} when there is no secret or one is empty: an empty secret would be signed for by anyone.
 */
export function createPolarWebhooks(secrets: readonly string[]): ProviderWebhooks {
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === '')) {
    throw new Error(
      'floe-billing: `webhookSecrets` must name at least one secret and no empty one. ' +
        'Without it anybody could forge webhooks. Copy the secret of your webhook endpoint from Polar.',
    );
  }
  // Imported once, on first use: an import costs as much as the HMAC itself.
  let keys: Promise<SigningKey[]> | undefined;
  return {
    async verify(body, headers, nowInSeconds) {
      keys ??= importSigningKeys(secrets);
      return verifyDelivery(await keys, body, headers, nowInSeconds);
    },
    read: readEvent,
  };
}
