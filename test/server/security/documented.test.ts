import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');

/** Threats with their tests: rows of the tables whose last cell names files and titles. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat'))
  .map((line) => line.split(' | '))
  .map(([threat = '', , tests = '']) => ({ threat: threat.slice(2), tests }));

it.each(rows)('a test shows what stops: $threat', ({ tests }) => {
  const named = tests.split('; ').map((text) => ({
    file: /`(test\/[^`]+)`/.exec(text)?.[1] ?? '',
    titles: [...text.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));

  for (const { file, titles } of named) {
    expect(existsSync(file), file).toBe(true);
    const source = readFileSync(file, 'utf8');
    expect(titles.length, file).toBeGreaterThan(0);
    for (const title of titles) expect(source.includes(`'${title}'`), `${file}: ${title}`).toBe(true);
  }
});

it('has read the page', () => {
  expect(rows.length).toBeGreaterThan(20);
});
