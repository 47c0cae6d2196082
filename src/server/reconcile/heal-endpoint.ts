import type { ServerContext } from '../server-context.ts';
import type { ReconcileReport } from './reconcile-report.ts';

/**
 * Looks at our webhook endpoint from the provider's side: switches it on again when the provider gave up on it, and asks
 * for what could not be delivered.
 */
export async function healEndpoint({
  provider,
  webhookUrl,
  logger,
}: ServerContext): Promise<Pick<ReconcileReport, 'endpoint' | 'redelivered'>> {
  const health = await provider.findEndpointHealth(webhookUrl);
  if (health === null) {
    logger.warn({ webhookUrl }, 'The payment provider has no webhook endpoint with this address.');
    return { endpoint: 'missing', redelivered: 0 };
  }
  if (!health.isEnabled) {
    await provider.enableEndpoint(webhookUrl);
    logger.warn(
      { webhookUrl },
      'The payment provider had switched the webhook endpoint off; it is on again.',
    );
  }
  for (const eventId of health.undeliveredEventIds) await provider.redeliver(eventId);
  return {
    endpoint: health.isEnabled ? 'healthy' : 'enabled_again',
    redelivered: health.undeliveredEventIds.length,
  };
}
