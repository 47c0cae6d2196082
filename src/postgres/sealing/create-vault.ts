import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type EncryptionOptions, type ReadKey, readKeys } from './keys.ts';

/** Where a value is kept. What was sealed for one place opens at no other. */
export interface Place {
  table: string;
  column: string;
  /** The row's key. */
  row: string;
}

/** Seals what is personal before it is written, and opens it when it was read. */
export interface Vault {
  sealText(text: string, place: Place): string;
  /** @throws {Error} naming the place when it was sealed for another, was changed, or its key is not given. */
  openText(kept: string, place: Place): string;
  sealBytes(bytes: Uint8Array, place: Place): Uint8Array;
  /** @throws {Error} as {@link openText} does. */
  openBytes(kept: Uint8Array, place: Place): Uint8Array;
  /** How texts and bytes begin that need no sealing anew. `null` when nothing is sealed. */
  current: { text: string; bytes: Uint8Array } | null;
  /** Ids of the keys that are given. */
  keyIds: readonly string[];
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** How sealed texts begin; then come the key's id and the rest, in base64. */
export const SEALED_TEXT = 'floe1:';
/** How a plain text is marked that begins as if it were sealed or marked. */
const PLAIN_TEXT = 'floe0:';
/** How sealed bytes begin; then come the length of the key's id, the id and the rest. What is compressed begins otherwise. */
export const SEALED_BYTES = 1;

/**
 * Creates a vault; without keys, one that seals nothing.
 *
 * @throws {Error} as {@link readKeys} does.
 */
export function createVault(encryption?: EncryptionOptions): Vault {
  const keys = encryption === undefined ? [] : readKeys(encryption);
  const byId = new Map(keys.map((key) => [key.id, key]));
  const [newest] = keys;

  function keyOf(id: string, place: Place): ReadKey {
    const key = byId.get(id);
    if (key !== undefined) return key;
    throw new Error(
      `floe-billing: ${nameOf(place)} was encrypted with the key "${id}", which is not among those given.`,
    );
  }

  return {
    keyIds: keys.map(({ id }) => id),
    current: newest === undefined ? null : { text: textHead(newest), bytes: bytesHead(newest) },
    sealText(text, place) {
      if (newest !== undefined) {
        return textHead(newest) + seal(Buffer.from(text), newest, place).toString('base64url');
      }
      return text.startsWith(SEALED_TEXT) || text.startsWith(PLAIN_TEXT) ? PLAIN_TEXT + text : text;
    },
    openText(kept, place) {
      if (kept.startsWith(PLAIN_TEXT)) return kept.slice(PLAIN_TEXT.length);
      if (!kept.startsWith(SEALED_TEXT)) return kept;
      const [, id = '', sealed = ''] = kept.split(':');
      return open(Buffer.from(sealed, 'base64url'), keyOf(id, place), place).toString();
    },
    sealBytes: (bytes, place) =>
      newest === undefined ? bytes : Buffer.concat([bytesHead(newest), seal(bytes, newest, place)]),
    openBytes(kept, place) {
      if (kept[0] !== SEALED_BYTES) return kept;
      const bytes = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength);
      const start = 2 + (bytes[1] ?? 0);
      return open(bytes.subarray(start), keyOf(bytes.toString('latin1', 2, start), place), place);
    },
  };
}

/** A vault that another can take the place of, for all who have it. */
export function createReplaceableVault(first: Vault): Vault & { replace(next: Vault): void } {
  let vault = first;
  return {
    replace(next) {
      vault = next;
    },
    get keyIds() {
      return vault.keyIds;
    },
    get current() {
      return vault.current;
    },
    sealText: (text, place) => vault.sealText(text, place),
    openText: (kept, place) => vault.openText(kept, place),
    sealBytes: (bytes, place) => vault.sealBytes(bytes, place),
    openBytes: (kept, place) => vault.openBytes(kept, place),
  };
}

function textHead({ id }: ReadKey): string {
  return `${SEALED_TEXT}${id}:`;
}

function bytesHead({ id }: ReadKey): Uint8Array {
  return Buffer.from([SEALED_BYTES, id.length, ...Buffer.from(id)]);
}

// A random nonce each time: of one key's, two are the same with a chance of one in a billion after some four billion values.
function seal(bytes: Uint8Array, { bytes: key }: ReadKey, place: Place): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(place));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

function open(sealed: Buffer, { bytes: key }: ReadKey, place: Place): Buffer {
  const start = NONCE_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(boundTo(place))
      .setAuthTag(sealed.subarray(NONCE_BYTES, start));
    return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]);
  } catch (cause) {
    throw new Error(
      `floe-billing: ${nameOf(place)} cannot be decrypted: it was changed, or belongs to another row.`,
      { cause },
    );
  }
}

// JSON, so that no two places are written alike.
function boundTo({ table, column, row }: Place): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]));
}

function nameOf({ table, column, row }: Place): string {
  return `${table}.${column} of ${row}`;
}
