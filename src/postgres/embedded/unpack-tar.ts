import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * Unpacks a gzipped tar into `directory`. Knows files and directories only, which is all that a database's
 * directory holds.
 */
export function unpackTar(packed: Uint8Array, directory: string): void {
  const tar = gunzipSync(packed);
  for (let offset = 0; offset + BLOCK <= tar.length; ) {
    const header = tar.subarray(offset, offset + BLOCK);
    if (header[0] === 0) return;
    const size = Number.parseInt(text(header, 124, 136), 8);
    const prefix = text(header, 345, 500);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(header, 0, 100)}`;
    const target = join(directory, inside(name));

    if (text(header, 156, 157) === '5') {
      mkdirSync(target, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, tar.subarray(offset + BLOCK, offset + BLOCK + size), { mode: 0o600 });
    }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(header: Buffer, start: number, end: number): string {
  const field = header.toString('utf8', start, end);
  const terminator = field.indexOf('\0');
  return (terminator === -1 ? field : field.slice(0, terminator)).trim();
}

function inside(name: string): string {
  const path = normalize(`${sep}${name}`);
  if (path.split(sep).includes('..'))
    throw new Error(`floe-billing: the archive names a path outside: ${name}.`);
  return path;
}
