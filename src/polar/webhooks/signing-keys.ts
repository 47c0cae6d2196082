import { createSigner, type Signer } from '#hmac';

const PREFIX = 'whsec_';

/** The bytes of a base64 text; `null` when it is none. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/**
 * The keys a secret may stand for: the UTF-8 bytes of the whole secret (made before 2026-09-08, or given by the
 * merchant), and the base64 after `whsec_` (made since). Nothing in a delivery tells which.
 */
export function signingKeyBytes(secret: string): Uint8Array<ArrayBuffer>[] {
  const whole = new TextEncoder().encode(secret);
  const decoded = decodeBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  return decoded === null || decoded.length === 0 ? [whole] : [whole, decoded];
}

/** A key ready to sign with, and which of the configured secrets it comes from. */
export interface SigningKey {
  secretIndex: number;
  sign: Signer;
}

/** Imports every key of every secret, newest secret first. */
export function importSigningKeys(secrets: readonly string[]): Promise<SigningKey[]> {
  const keys = secrets.flatMap((secret, secretIndex) =>
    signingKeyBytes(secret).map(
      async (bytes): Promise<SigningKey> => ({ secretIndex, sign: await createSigner(bytes) }),
    ),
  );
  return Promise.all(keys);
}
