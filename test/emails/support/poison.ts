/** Where the details of a mail hold a text from outside. */
const NAMES = ['name', 'planName', 'label', 'brand', 'last4', 'number'];

/** The details of a mail with every text from outside replaced. */
export function poison(value: unknown, text: string, key = ''): unknown {
  if (typeof value === 'string') return NAMES.includes(key) ? text : value;
  if (Array.isArray(value)) return value.map((item) => poison(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, poison(member, text, name)]),
  );
}
