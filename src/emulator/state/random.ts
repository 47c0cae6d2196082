import { createHash } from 'node:crypto';
import type { RandomRow } from './rows.ts';

/** Draws the n-th 32 bytes of a seed: same seed and number, same bytes. */
export function drawBytes(row: RandomRow): Buffer {
  return createHash('sha256').update(`${row.seed}:${row.drawn}`).digest();
}

/** Shapes bytes as a version 4 UUID. */
export function toUuid(bytes: Buffer): string {
  const copy = Buffer.from(bytes.subarray(0, 16));
  copy.writeUInt8((copy.readUInt8(6) & 0x0f) | 0x40, 6);
  copy.writeUInt8((copy.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = copy.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
