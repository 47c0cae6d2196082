// Deeper than anything the provider sends, and far from the end of the stack.
const MAX_DEPTH = 12;
const MAX_ITEMS = 100;

/** Members whose text is a word of the provider's own, such as a status. */
const WORDS = new Set([
  'type',
  'status',
  'currency',
  'billing_reason',
  'recurring_interval',
  'amount_type',
  'api_version',
  'event',
  'trigger',
  'method',
  'decline_reason',
  'source',
  'visibility',
]);

/** Members that hold what merchants and customers wrote themselves: there even a number may be somebody's. */
const FREE_FORM = new Set([
  'metadata',
  'custom_field_data',
  'user_metadata',
  'customer_metadata',
  'properties',
]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const WORD = /^[\w.:-]{1,60}$/;

/**
 * What a webhook says, without what is personal or secret: ids, instants, states, amounts and yes or no stay as they are,
 * of every other text only its length. What is not known to be harmless is left out.
 */
export function redactPayload(value: unknown): unknown {
  return redact(value, '', 0);
}

function redact(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'string') return redactText(value, name);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  if (depth >= MAX_DEPTH || FREE_FORM.has(name)) return `[${members.length} members]`;
  const shown = members
    .slice(0, MAX_ITEMS)
    .map(([key, member]): [string, unknown] =>
      Array.isArray(value)
        ? [key, redact(member, name, depth + 1)]
        : [redactName(key), redact(member, key, depth + 1)],
    );
  if (Array.isArray(value)) return shown.map(([, member]) => member);
  // Defined one by one: a member may be called `__proto__`.
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, member] of shown) result[key] = member;
  return result;
}

function redactName(name: string): string {
  return WORD.test(name) ? name : `[name of ${name.length} characters]`;
}

function redactText(text: string, name: string): string {
  if (UUID.test(text) || INSTANT.test(text)) return text;
  if (WORDS.has(name) && WORD.test(text)) return text;
  return `[${text.length} characters]`;
}
