import { Buffer } from 'node:buffer';

/** A key that values are sealed with. */
export interface EncryptionKey {
  /** Kept beside what it sealed: 1 to 32 letters, digits, `_` or `-`. Never used again for another key. */
  id: string;
  /** 32 random bytes in base64, as `openssl rand -base64 32` makes them. */
  key: string;
}

/** How personal values are kept from those who can read the database, or a copy of it. */
export interface EncryptionOptions {
  /** The newest first: it seals, and all of them open. */
  keys: readonly EncryptionKey[];
}

/** A key that can be used. */
export interface ReadKey {
  id: string;
  bytes: Uint8Array;
}

const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

// Of 32 random bytes some 30 differ; that fewer than this do has a chance of about one in 10^20.
const FEWEST_DIFFERENT = 16;

/**
 * Checks keys, newest first.
 *
 * @throws {Error} naming the key, never its bytes: none is given, an id is malformed or given twice, or a key has another
 * length, is used under two ids, or is not random.
 */
export function readKeys({ keys }: EncryptionOptions): readonly ReadKey[] {
  if (keys.length === 0) throw new Error('floe-billing: encryption has no keys. Give one, or leave it out.');
  const read = keys.map(({ id, key }, index) => {
    if (!KEY_ID.test(id)) {
      throw new Error(
        `floe-billing: the id of encryption key ${index + 1} must be 1 to 32 letters, digits, "_" or "-".`,
      );
    }
    return { id, bytes: readBytes(id, key) };
  });
  for (const [index, { id, bytes }] of read.entries()) {
    for (const other of read.slice(0, index)) {
      if (other.id === id) throw new Error(`floe-billing: two encryption keys have the id "${id}".`);
      if (Buffer.compare(other.bytes, bytes) === 0) {
        throw new Error(`floe-billing: the encryption keys "${other.id}" and "${id}" are the same.`);
      }
    }
  }
  return read;
}

function readBytes(id: string, key: string): Uint8Array {
  const bytes = Buffer.from(key, 'base64');
  // `from` skips what is no base64.
  if (bytes.byteLength !== KEY_BYTES || bytes.toString('base64') !== key.trim()) {
    throw new Error(
      `floe-billing: the encryption key "${id}" must be ${KEY_BYTES} random bytes in base64, as \`openssl rand -base64 32\` makes them.`,
    );
  }
  if (isWeak(bytes)) {
    throw new Error(
      `floe-billing: the encryption key "${id}" is not random, so it can be guessed. Make one with \`openssl rand -base64 32\`.`,
    );
  }
  return bytes;
}

function isWeak(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  const step = (second - first + 256) % 256;
  const isSeries = bytes.every((byte, index) => byte === (first + step * index) % 256);
  // Letters, digits and signs only: a password, or text that was encoded twice.
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isSeries || isText || new Set(bytes).size < FEWEST_DIFFERENT;
}
