import type { AttemptFaults } from './strike.ts';

/** A type of event that no SDK knows. */
const UNKNOWN_TYPE = 'emulator.unknown';

const UNKNOWN_FIELD = { emulator_unknown_field: { since: 'a later version' } };

const UNKNOWN_VALUE = 'emulator_unknown';

/** Fields that hold what users wrote, not what Polar says. */
const usersOwn = new Set(['metadata', 'custom_field_data', 'user_metadata']);

/** Fields whose values come from closed lists. */
const enums = new Set([
  'amount_type',
  'billing_reason',
  'customer_cancellation_reason',
  'duration',
  'proration_behavior',
  'reason',
  'recurring_interval',
  'role',
  'status',
  'tax_behavior',
  'trial_interval',
  'type',
  'visibility',
]);

function distortData(value: unknown, faults: AttemptFaults): unknown {
  if (Array.isArray(value)) return value.map((one) => distortData(one, faults));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]): [string, unknown] => {
    if (usersOwn.has(name)) return [name, one];
    if (faults.names.has('unknownValues') && enums.has(name) && typeof one === 'string')
      return [name, UNKNOWN_VALUE];
    return [name, distortData(one, faults)];
  });
  return { ...Object.fromEntries(fields), ...(faults.names.has('unknownFields') ? UNKNOWN_FIELD : {}) };
}

/** The body as the faults would have it said: it is whole, and signed as it stands. */
export function distortPayload(payload: string, faults: AttemptFaults): string {
  const { names } = faults;
  if (!names.has('unknownType') && !names.has('unknownFields') && !names.has('unknownValues')) return payload;
  const { data, ...envelope } = JSON.parse(payload);
  const type = names.has('unknownType') ? { type: UNKNOWN_TYPE } : {};
  return JSON.stringify({ ...envelope, ...type, data: distortData(data, faults) });
}
