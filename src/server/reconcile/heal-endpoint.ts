import { errorFields } from '../logger.ts';
import type { EndpointHealth, ReconcileReport } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** What became of the endpoint. */
type EndpointReport = Pick<ReconcileReport, 'endpoint' | 'redelivered'>;

/**
 * Looks at our webhook endpoint from the provider's side: switches it on again when the provider gave up on it, has
 * it told of what the mirror needs, and asks for what could not be delivered. Never rejects: the mirror is right whatever comes of it.
 */
export async function healEndpoint(context: ServerContext): Promise<EndpointReport> {
  try {
    return await heal(context);
  } catch (error) {
    // Such as an access token without the scope to see webhook endpoints.
    context.logger.warn(errorFields(error), 'The webhook endpoint could not be looked at.');
    return { endpoint: 'unknown', redelivered: 0 };
  }
}

async function heal(context: ServerContext): Promise<EndpointReport> {
  const { provider, webhookUrl, logger } = context;
  const health = await provider.findEndpointHealth(webhookUrl);
  if (health === null) {
    logger.warn({ webhookUrl }, 'The payment provider has no webhook endpoint with this address.');
    return { endpoint: 'missing', redelivered: 0 };
  }
  const { isEnabled, unheardEventTypes, undeliveredEventIds } = health;
  if (!isEnabled || unheardEventTypes.length > 0) {
    await provider.mendEndpoint(webhookUrl);
    const problem = isEnabled ? 'was not told of everything' : 'had been switched off';
    logger.warn({ webhookUrl, unheardEventTypes }, `The webhook endpoint ${problem}; that is mended.`);
  }
  for (const eventId of undeliveredEventIds) await provider.redeliver(eventId);
  await auditHealing(health, context);
  return {
    endpoint: isEnabled ? 'healthy' : 'enabled_again',
    redelivered: undeliveredEventIds.length,
  };
}

async function auditHealing(
  { isEnabled, unheardEventTypes, undeliveredEventIds }: EndpointHealth,
  { store, clock }: ServerContext,
): Promise<void> {
  const count = undeliveredEventIds.length;
  if (isEnabled && unheardEventTypes.length + count === 0) return;
  await store.transaction((transaction) =>
    transaction.appendAudit({
      externalId: null,
      actor: 'system',
      action: 'endpoint.healed',
      subjectId: null,
      details: { redeliveriesAsked: count, eventTypesAdded: unheardEventTypes.join(' ') },
      before: { isEnabled },
      after: { isEnabled: true },
      at: clock.now(),
    }),
  );
}
