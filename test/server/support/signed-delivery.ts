import { signatureOf, standardKey } from '../../polar/webhooks/sign.ts';
import { WEBHOOK_URL, type World } from './world.ts';

/** What of a delivery is not the ordinary. */
export interface DeliveryOptions {
  /** @default 'evt_1' */
  id?: string | undefined;
  /** Unix seconds. @default now */
  timestamp?: number | undefined;
  /** @default the world's */
  secret?: string | undefined;
}

/** Now, as deliveries tell it. */
export const nowInSeconds = () => Math.floor(Date.now() / 1000);

/** A delivery as the provider would send it, with a body of any bytes. */
export function signedDelivery(
  world: Pick<World, 'webhookSecret'>,
  body: string | Uint8Array<ArrayBuffer>,
  { id = 'evt_1', timestamp = nowInSeconds(), secret = world.webhookSecret }: DeliveryOptions = {},
): Request {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new Request(WEBHOOK_URL, {
    method: 'POST',
    body: bytes,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(standardKey(secret), id, timestamp, bytes),
    },
  });
}
