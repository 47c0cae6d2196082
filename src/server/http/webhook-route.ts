import { systemClock } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { createIntake } from '../webhooks/intake.ts';
import type { IntakeWatch } from '../webhooks/intake-health.ts';
import { type ReadRefusal, readLimited } from './read-limited.ts';
import { respondEmpty } from './respond.ts';

/** Larger than any event of the provider; a signature over more is not worth computing for a stranger. */
const MAX_WEBHOOK_BYTES = 1024 * 1024;

// The provider sends eight; proxies add some. Whoever sends more does not mean well.
const MAX_HEADERS = 100;

const REFUSALS: Readonly<Record<ReadRefusal, number>> = { too_large: 413, too_slow: 408, broken_off: 400 };

/** What keeps deliveries, and what counts them. */
export interface WebhookIntake {
  keep: ReturnType<typeof createIntake>;
  health: IntakeWatch;
}

/**
 * `POST /webhooks/polar`: 202 once the delivery is stored, whether seen before or not. Nothing is parsed before.
 * The provider counts every answer outside 2xx as a failure and tries again: 4xx says that the request itself is wrong, and
 * 5xx (see the router) that nothing was stored.
 */
export async function receiveWebhook(
  request: Request,
  { provider, logger, wake }: Pick<ServerContext, 'provider' | 'logger' | 'wake'>,
  { keep, health }: WebhookIntake,
): Promise<Response> {
  if ([...request.headers.keys()].length > MAX_HEADERS) return respondEmpty(431);
  const body = await readLimited(request, { maxBytes: MAX_WEBHOOK_BYTES });
  if (typeof body === 'string') return respondEmpty(REFUSALS[body]);

  // Signatures are made in real time, wherever the business clock stands.
  const nowInSeconds = Math.floor(Date.parse(systemClock.now()) / 1000);
  const verified = await provider.webhooks.verify(body, request.headers, nowInSeconds);
  if (verified === null) {
    health.noteRefused();
    logger.warn(
      { bytes: body.byteLength },
      'A webhook was refused: its signature does not prove its origin.',
    );
    return respondEmpty(403);
  }
  if (verified.secretIndex > 0) health.noteOldSecret(verified.secretIndex);
  health.noteStored(await keep({ deliveryId: verified.deliveryId, body }));
  wake.inbox();
  return respondEmpty(202);
}
