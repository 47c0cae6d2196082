import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = 'src/emulator';

/** The one file that may read the real time; everything else asks the emulator's clock. */
const WALL_CLOCK = 'time/wall-clock.ts';

/** What tells the real time, or comes out different each time. A date made of a given instant does neither. */
const readings =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\bhrtime\b|\bMath\.random\b/;

const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

it('is the only place where the emulator reads the real time', () => {
  const readers = sources.filter((path) => readings.test(readFileSync(join(FOLDER, path), 'utf8')));

  expect(readers).toEqual([WALL_CLOCK]);
});

it('has seen the files it judges', () => {
  expect(sources.length).toBeGreaterThan(150);
});
