import type { models } from '@polar-sh/sdk/2026-10';
import {
  listWebhookDeliveriesWebhooks,
  listWebhookEndpointsWebhooks,
  redeliverWebhookEventWebhooks,
  updateWebhookEndpointWebhooks,
} from '@polar-sh/sdk/2026-10/services/webhooks';
import { z } from 'zod';
import { BillingError } from '../core/index.ts';
import type { PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { readWire } from './records/read-wire.ts';
import { walkPages } from './walk-pages.ts';
import { MIRRORED_EVENT_TYPES } from './webhooks/read-event.ts';

const polarEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  events: z.array(z.string()),
});

/** What an endpoint with these events is not told of, though the mirror needs it. */
export function unheardEventTypes(events: readonly string[]): models.WebhookEventType[] {
  return MIRRORED_EVENT_TYPES.filter((type) => !events.includes(type));
}

/** The events of an endpoint with those that it lacks. What its owner added beside them stays. */
export function withUnheard(events: readonly string[]): models.WebhookEventType[] {
  // Polar's own answer goes back to Polar: it may name types that this version of its SDK does not know.
  return [...(events as models.WebhookEventType[]), ...unheardEventTypes(events)];
}

const polarDelivery = z.object({
  webhook_event: z.object({
    id: z.string(),
    succeeded: z.boolean().nullish(),
    is_archived: z.boolean(),
  }),
});

/** Our own webhook endpoint as Polar sees it. */
export function createEndpointOperations(
  client: PolarClient,
): Pick<PaymentProvider, 'findEndpointHealth' | 'mendEndpoint' | 'redeliver'> {
  const { core, send, asChange } = client;

  async function findEndpoint(url: string): Promise<z.output<typeof polarEndpoint> | null> {
    const endpoints = walkPages(client, {
      operation: 'list webhook endpoints',
      fetchPage: listWebhookEndpointsWebhooks(core),
      toRecord: (endpoint) => readWire(polarEndpoint, endpoint, 'webhook endpoint'),
    });
    for await (const endpoint of endpoints) {
      if (endpoint.url === url) return endpoint;
    }
    return null;
  }

  async function listUndeliveredEvents(endpointId: string): Promise<string[]> {
    const deliveries = walkPages(client, {
      operation: 'list webhook deliveries',
      fetchPage: (query) =>
        listWebhookDeliveriesWebhooks(core)({ ...query, endpoint_id: endpointId, succeeded: false }),
      toRecord: (delivery) => readWire(polarDelivery, delivery, 'webhook delivery').webhook_event,
    });
    // A failed attempt may have been followed by one that succeeded, and an event has up to ten of them.
    const ids = new Set<string>();
    for await (const event of deliveries) {
      if (event.succeeded !== true && !event.is_archived) ids.add(event.id);
    }
    return [...ids];
  }

  return {
    async findEndpointHealth(url) {
      const endpoint = await findEndpoint(url);
      if (endpoint === null) return null;
      return {
        isEnabled: endpoint.enabled,
        unheardEventTypes: unheardEventTypes(endpoint.events),
        undeliveredEventIds: await listUndeliveredEvents(endpoint.id),
      };
    },
    async mendEndpoint(url) {
      const endpoint = await findEndpoint(url);
      if (endpoint === null) {
        throw new BillingError('not_found', {
          message: 'The payment provider has no webhook endpoint of this server.',
        });
      }
      const events = withUnheard(endpoint.events);
      await send('mend webhook endpoint', () =>
        updateWebhookEndpointWebhooks(core)(endpoint.id, { enabled: true, events }, asChange),
      );
    },
    redeliver: (eventId) =>
      send(
        'redeliver webhook event',
        async () => void (await redeliverWebhookEventWebhooks(core)(eventId, asChange)),
      ),
  };
}
