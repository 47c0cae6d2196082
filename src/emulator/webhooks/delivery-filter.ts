import type { Call } from '../http/call.ts';
import { matches, matchesFlag } from '../http/lists.ts';
import type { DeliveryRow } from '../state/rows.ts';
import { fromIso, readInstant } from '../time/instant.ts';

/**
 * The query of `GET /v1/webhooks/deliveries` as a condition. Bounds of time are exclusive; `query` is a part of the
 * delivery's id, of the event's id or of the status code.
 *
 * @see Polar, server/polar/webhook/service.py: list_deliveries
 */
export function deliveryFilter(call: Call): (row: DeliveryRow) => boolean {
  const start = readInstant(call.query.get('start_timestamp') ?? '');
  const end = readInstant(call.query.get('end_timestamp') ?? '');
  const codeClass = call.query.get('http_code_class')?.charAt(0) ?? '';
  const text = call.query.get('query')?.toLowerCase() ?? '';
  const isTypeNamed = call.query.has('event_type');

  return (row) => {
    const code = String(row.http_code ?? '');
    return (
      matches(call, 'endpoint_id', row.endpoint_id) &&
      matchesFlag(call, 'succeeded', row.succeeded) &&
      (start === null || fromIso(row.created_at) > start) &&
      (end === null || fromIso(row.created_at) < end) &&
      code.startsWith(codeClass) &&
      [row.id, row.event_id, code].some((one) => one.includes(text)) &&
      (!isTypeNamed ||
        matches(call, 'event_type', call.transaction.need('webhook_events', row.event_id).type))
    );
  };
}
