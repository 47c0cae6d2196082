import { createHmac } from 'node:crypto';
import type { EndpointRow } from '../state/rows.ts';

/**
 * The `webhook-signature` of a body: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
 * A secret that Polar made since 2026-09-08 is the base64 after `whsec_`; an older one is its own UTF-8 bytes.
 *
 * @param timestamp Unix seconds of wall time.
 */
export function signWebhook(
  endpoint: Pick<EndpointRow, 'secret' | 'uses_standard_webhook_signature'>,
  id: string,
  timestamp: number,
  body: string,
): string {
  const key = endpoint.uses_standard_webhook_signature
    ? Buffer.from(endpoint.secret.replace(/^whsec_/, ''), 'base64')
    : Buffer.from(endpoint.secret, 'utf8');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
