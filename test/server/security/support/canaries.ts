import { Buffer } from 'node:buffer';

// In no word, id or address that comes by chance, whether written in capitals, in a URL or in JSON.
const MARK = 'cnry';

/** Values that are personal, each of which can be told from anything else wherever it shows up. */
export const personal = {
  userName: 'Ada Cnryname',
  userEmail: 'cnrymail@northwind.example',
  ownerName: 'Cnryowner Construction',
  ownerEmail: 'cnryaccounts@northwind.example',
  newName: 'Cnryrenamed Construction',
  billingName: 'Cnrybilling GmbH',
  street: '1 Cnrystreet',
  city: 'Cnrycity',
  taxId: 'DE811907980',
  comment: 'cnrycomment: it costs too much',
  search: 'cnrysearch',
  address: '2001:db8:c0:ffee::77',
  agent: 'Cnryagent/1.0',
  cookie: 'session=cnrycookie',
  bearer: 'Bearer cnrybearer',
  /** What the provider refuses as an address, and quotes when it does. */
  brokenEmail: 'cnrybroken',
  /** In what somebody sends who has no business here. */
  stranger: 'cnrystranger',
} as const;

const WITHOUT_MARK = [personal.taxId, personal.address];

/** Which secrets and personal values a text holds, as they are, in a URL or in base64. */
export function spot(text: string, secrets: readonly string[]): string[] {
  const marked = [...text.matchAll(new RegExp(`${MARK}\\w*`, 'gi'))].map(([found]) => found);
  const whole = [...secrets, ...WITHOUT_MARK].filter(
    (value) => text.includes(value) || text.includes(encodeURIComponent(value)),
  );
  const encoded = [...secrets, ...Object.values(personal)].filter((value) => text.includes(inBase64(value)));
  return [...new Set([...marked, ...whole, ...encoded])];
}

// The end depends on what follows.
function inBase64(value: string): string {
  return Buffer.from(value).toString('base64').slice(0, -4);
}

/** A value as text, with whatever is in it. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, (_, one) => plain(one));
}

// Errors, maps and whatever else JSON would leave out.
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error)
    return { ...value, message: value.message, stack: value.stack, cause: value.cause };
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}
