import { type Call, read } from '../http/call.ts';
import { oneOf, refused, type Schema, uuid } from '../http/schema.ts';
import type { DeliveryRow } from '../state/rows.ts';
import { type Micros, readInstant } from '../time/instant.ts';
import { webhookEventTypes } from '../wire/lists.ts';

const instant: Schema<Micros> = {
  read(input, location, issues) {
    const value = readInstant(String(input));
    if (value !== null) return value;
    issues.push({
      type: 'datetime_from_date_parsing',
      loc: [...location],
      msg: 'Input should be a valid datetime',
      input,
    });
    return refused;
  },
};

const flagText: Schema<boolean> = {
  read(input, location, issues) {
    const text = String(input).toLowerCase();
    if (['true', '1', 'yes', 'y', 'on', 't'].includes(text)) return true;
    if (['false', '0', 'no', 'n', 'off', 'f'].includes(text)) return false;
    const msg = 'Input should be a valid boolean, unable to interpret input';
    issues.push({ type: 'bool_parsing', loc: [...location], msg, input });
    return refused;
  },
};

const codeClass = oneOf(['2xx', '3xx', '4xx', '5xx']);

/**
 * The query of `GET /v1/webhooks/deliveries` as a condition. Bounds of time are exclusive; `query` is a part of the
 * delivery's id, of the event's id or of the status code.
 *
 * @throws {PolarApiError} 422 for a value that cannot be one.
 * @see Polar, server/polar/webhook/service.py: list_deliveries
 */
export function deliveryFilter(call: Call): (row: DeliveryRow) => boolean {
  function one<T>(name: string, schema: Schema<T>): T | null {
    const given = call.query.get(name);
    return given === null ? null : read(schema, given, ['query', name]);
  }
  function many<T>(name: string, schema: Schema<T>): ReadonlySet<T> | null {
    const given = call.query.getAll(name);
    if (given.length === 0) return null;
    return new Set(given.map((text, index) => read(schema, text, ['query', name, index])));
  }

  const endpoints = many<string>('endpoint_id', uuid());
  const types = many<string>('event_type', oneOf(webhookEventTypes));
  const [start, end] = [one('start_timestamp', instant), one('end_timestamp', instant)];
  const succeeded = one('succeeded', flagText);
  const firstDigit = one('http_code_class', codeClass)?.charAt(0) ?? null;
  const wanted = call.query.get('query')?.toLowerCase() ?? null;

  return (row) => {
    const at = start === null && end === null ? 0 : (readInstant(row.created_at) ?? 0);
    const code = row.http_code === null ? '' : String(row.http_code);
    return (
      (endpoints === null || endpoints.has(row.endpoint_id)) &&
      (types === null || types.has(call.transaction.need('webhook_events', row.event_id).type)) &&
      (start === null || at > start) &&
      (end === null || at < end) &&
      (succeeded === null || row.succeeded === succeeded) &&
      (firstDigit === null || code.startsWith(firstDigit)) &&
      (wanted === null || [row.id, row.event_id, code].some((text) => text.includes(wanted)))
    );
  };
}
