import { systemClock } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { createIntake } from '../webhooks/intake.ts';
import { readLimited } from './read-limited.ts';
import { respondEmpty } from './respond.ts';

/** Larger than any event of the provider; a signature over more is not worth computing for a stranger. */
const MAX_WEBHOOK_BYTES = 1024 * 1024;

/**
 * `POST /webhooks/polar`: 202 once the delivery is stored, whether seen before or not. Nothing is parsed before.
 * The provider counts every answer outside 2xx as a failure and tries again.
 */
export async function receiveWebhook(
  request: Request,
  { provider, logger, wake }: ServerContext,
  keep: ReturnType<typeof createIntake>,
): Promise<Response> {
  const body = await readLimited(request, MAX_WEBHOOK_BYTES);
  if (body === null) return respondEmpty(413);

  // Signatures are made in real time, wherever the business clock stands.
  const nowInSeconds = Math.floor(Date.parse(systemClock.now()) / 1000);
  const verified = await provider.webhooks.verify(body, request.headers, nowInSeconds);
  if (verified === null) {
    logger.warn(
      { bytes: body.byteLength },
      'A webhook was refused: its signature does not prove its origin.',
    );
    return respondEmpty(403);
  }
  if (verified.secretIndex > 0) {
    logger.info({ secretIndex: verified.secretIndex }, 'A webhook was signed with an older secret.');
  }
  await keep({ deliveryId: verified.deliveryId, body });
  wake.inbox();
  return respondEmpty(202);
}
