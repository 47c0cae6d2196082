/** A new idempotency key: 32 hexadecimal digits. Made in event handlers only, never while rendering. */
export function createIdempotencyKey(): string {
  // `crypto.randomUUID` is missing on plain http pages; `getRandomValues` is not.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
