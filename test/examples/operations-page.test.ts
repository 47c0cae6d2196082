import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serveUsage } from '../../src/cli/serve/options.ts';
import { SECRET_VARIABLES } from '../../src/cli/serve/secret-files.ts';
import { SERVE_VARIABLES } from '../../src/cli/serve/serve-environment.ts';
import { ERROR_CLASSES } from '../../src/core/index.ts';
import { METRICS } from '../../src/server/index.ts';
import { readAlertRules } from './support/alert-rules.ts';

const page = readFileSync('docs/operations.md', 'utf8');

/** The cells of the rows that begin with a name, by that name. */
const rows = new Map(
  [...page.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, name = '', rest = '']) => [
    name,
    rest.split(' | '),
  ]),
);

it('explains every variable, here and in the help, and none that there is not', () => {
  for (const name of SERVE_VARIABLES) {
    expect([...rows.keys()]).toContain(name);
    expect(serveUsage).toMatch(new RegExp(`\\b${name}\\b`));
  }
  for (const name of SECRET_VARIABLES) expect(page).toContain(`\`${name}_FILE\``);
  const known = [...SERVE_VARIABLES, ...SECRET_VARIABLES.map((name) => `${name}_FILE`)];
  const named = page.match(/\b(?:FLOE|POLAR|DATABASE)_[A-Z_]+\b/g) ?? [];
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

it('has every metric with its attributes', () => {
  for (const [name, { attributes }] of Object.entries(METRICS)) {
    const [written = ''] = rows.get(name) ?? [];
    expect([...written.matchAll(/`([^`]+)`/g)].map(([, attribute]) => attribute)).toEqual(attributes);
  }
});

it('has every kind of failure, and whether it passes', () => {
  for (const [name, { isRetryable }] of Object.entries(ERROR_CLASSES)) {
    expect(rows.get(name)?.[0]).toBe(isRetryable ? 'yes' : 'no');
  }
});

it('says for every alert of the example what to do', () => {
  for (const { alert } of readAlertRules()) expect(rows.get(alert)).toHaveLength(2);
});

it('names files that there are', () => {
  for (const [path = ''] of page.matchAll(/examples\/deploy\/[\w.-]+\w/g))
    expect(readFileSync(path, 'utf8')).toBeTruthy();
});
