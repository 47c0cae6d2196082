/** Signs a message, given in parts, with one key. */
export type Signer = (parts: readonly Uint8Array<ArrayBuffer>[]) => string | Promise<string>;

/**
 * HMAC-SHA256 with the bytes of a key, as base64: where there is only the web's own cryptography.
 *
 * @see `hmac.node.ts`, five times as fast, which Node takes instead.
 */
export async function createSigner(keyBytes: Uint8Array<ArrayBuffer>): Promise<Signer> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', keyBytes, algorithm, false, ['sign']);
  return async (parts) => {
    const message = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      message.set(part, offset);
      offset += part.length;
    }
    const mac = await crypto.subtle.sign('HMAC', key, message);
    return btoa(String.fromCharCode(...new Uint8Array(mac)));
  };
}
