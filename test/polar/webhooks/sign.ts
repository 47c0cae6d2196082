import { createHmac } from 'node:crypto';

/** A delivery as an endpoint receives it. */
export interface SignedDelivery {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/** The signature header's value for a key of raw bytes. */
export function signatureOf(key: Uint8Array, id: string, seconds: number | string, body: Uint8Array): string {
  const hmac = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** The key of a secret made before 2026-09-08, or given by the merchant. */
export function legacyKey(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

/** The key of a secret that Polar made since. */
export function standardKey(secret: string): Uint8Array {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/** A delivery signed with the given key. */
export function signed(
  key: Uint8Array,
  { id = 'evt_1', seconds, text = '{"type":"order.paid"}' }: { id?: string; seconds: number; text?: string },
): SignedDelivery {
  const body = new TextEncoder().encode(text);
  return {
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(key, id, seconds, body),
    },
  };
}
