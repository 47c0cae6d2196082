import type { VerifiedDelivery } from '../../server/ports/index.ts';
import type { SigningKey } from './signing-keys.ts';

// What is kept as a key. A header that came twice is joined with a comma and a space, which does not pass either.
const DELIVERY_ID = /^[\x21-\x7e]{1,255}$/;

// Room for forty signatures; a rotation needs two.
const LONGEST_SIGNATURES = 2048;

const encoder = new TextEncoder();

/** How far the time of signing may be from now, in both directions. Polar's own tolerance. */
export const TOLERANCE_IN_SECONDS = 300;

/** Each `v1` signature of the header, as base64: several while a secret is rotated, separated by spaces. */
function readSignatures(header: string): string[] {
  return header.split(' ').flatMap((versioned) => {
    const [version, signature] = versioned.split(',', 2);
    return version === 'v1' && signature !== undefined ? [signature] : [];
  });
}

/**
 * Whether both are the same text, taking the same time wherever they differ. Texts and not the bytes they stand for: base64
 * has several spellings of the same bytes; the provider writes one, and a forger gets no second.
 */
function isEqualInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}

/**
 * Checks a delivery's signature over the bytes as sent.
 *
 * One HMAC per key, however many signatures the header claims, so that a long header costs an attacker's
 * bandwidth and not our time.
 *
 * @param keys the one that fits is moved to the front: what follows is likely signed with it, too.
 * @returns `null` for anything that did not come from the provider within the tolerance.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function verifyDelivery(
  keys: SigningKey[],
  body: Uint8Array<ArrayBuffer>,
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
  const parts = [encoder.encode(`${deliveryId}.${signedAtSeconds}.`), body];
  for (const [index, key] of keys.entries()) {
    const expected = await key.sign(parts);
    if (!signatures.some((one) => isEqualInConstantTime(one, expected))) continue;
    keys.splice(index, 1);
    keys.unshift(key);
    return { deliveryId, signedAtSeconds, secretIndex: key.secretIndex };
  }
  return null;
}
