import type { VerifiedDelivery } from '../../server/ports/index.ts';
import { decodeBase64, type SigningKey } from './signing-keys.ts';

// What is kept as a key. A header that came twice is joined with a comma and a space, which does not pass either.
const DELIVERY_ID = /^[\x21-\x7e]{1,255}$/;

// Room for forty signatures; a rotation needs two.
const LONGEST_SIGNATURES = 2048;

/** How far the time of signing may be from now, in both directions. Polar's own tolerance. */
export const TOLERANCE_IN_SECONDS = 300;

// Base64 has several spellings of the same bytes; the provider writes one, and a forger gets no second.
function decodeSignature(text: string): Uint8Array | null {
  const bytes = decodeBase64(text);
  return bytes !== null && btoa(String.fromCharCode(...bytes)) === text ? bytes : null;
}

/** The bytes of each `v1` signature of the header: several while a secret is rotated, separated by spaces. */
function readSignatures(header: string): Uint8Array[] {
  return header.split(' ').flatMap((versioned) => {
    const [version, signature] = versioned.split(',', 2);
    const bytes = version === 'v1' && signature !== undefined ? decodeSignature(signature) : null;
    return bytes === null ? [] : [bytes];
  });
}

/** Whether both hold the same bytes, taking the same time wherever they differ. */
function isEqualInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

function signedContent(deliveryId: string, seconds: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const prefix = new TextEncoder().encode(`${deliveryId}.${seconds}.`);
  const content = new Uint8Array(prefix.length + body.length);
  content.set(prefix);
  content.set(body, prefix.length);
  return content;
}

/**
 * Checks a delivery's signature over the bytes as sent.
 *
 * One HMAC per key, however many signatures the header claims, so that a long header costs an attacker's
 * bandwidth and not our time.
 *
 * @returns `null` for anything that did not come from the provider within the tolerance.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function verifyDelivery(
  keys: readonly SigningKey[],
  body: Uint8Array,
  headers: Headers,
  nowInSeconds: number,
): Promise<VerifiedDelivery | null> {
  const deliveryId = headers.get('webhook-id') ?? '';
  const timestamp = headers.get('webhook-timestamp');
  const signature = headers.get('webhook-signature');
  if (!DELIVERY_ID.test(deliveryId) || !timestamp || !/^\d{1,15}$/.test(timestamp)) return null;
  if (!signature || signature.length > LONGEST_SIGNATURES) return null;

  const signedAtSeconds = Number(timestamp);
  if (Math.abs(nowInSeconds - signedAtSeconds) > TOLERANCE_IN_SECONDS) return null;

  const signatures = readSignatures(signature);
  if (signatures.length === 0) return null;
  const content = signedContent(deliveryId, signedAtSeconds, body);
  for (const { key, secretIndex } of keys) {
    const expected = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
    if (signatures.some((one) => isEqualInConstantTime(one, expected))) {
      return { deliveryId, signedAtSeconds, secretIndex };
    }
  }
  return null;
}
