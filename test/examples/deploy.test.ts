import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { serveUsage } from '../../src/cli/serve/options.ts';
import { SECRET_VARIABLES } from '../../src/cli/serve/secret-files.ts';
import { SERVE_VARIABLES } from '../../src/cli/serve/serve-environment.ts';
import { openWorld } from '../server/support/world.ts';

const read = (name: string) => readFileSync(`examples/deploy/${name}`, 'utf8');

interface Service {
  environment: Record<string, string>;
  secrets: string[];
  command?: string[];
}

const compose = parse(read('compose.yml')) as {
  services: { database: Service; migrate: Service; billing: Service };
  secrets: Record<string, { file: string }>;
};
const unit = read('floe-billing.service');
const dockerfile = read('Dockerfile');

// What neither `serve` nor a secret's file is.
const OTHERS = ['NODE_ENV'];
const known = new Set([...SERVE_VARIABLES, ...SECRET_VARIABLES.map((name) => `${name}_FILE`), ...OTHERS]);

const variablesOf = {
  'compose.yml': [compose.services.migrate, compose.services.billing].flatMap(({ environment }) =>
    Object.keys(environment),
  ),
  'floe-billing.service': [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name),
  Dockerfile: [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) =>
    [...line.matchAll(/(\w+)=/g)].map(([, name = '']) => name),
  ),
};

it.each(Object.entries(variablesOf))('%s sets variables that the server reads', (_, names) => {
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

it('no example holds a secret, or hands one over but in a file', () => {
  for (const names of Object.values(variablesOf)) {
    expect(names.filter((name) => SECRET_VARIABLES.some((secret) => secret === name))).toEqual([]);
  }
  for (const { environment, secrets } of Object.values(compose.services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (!name.endsWith('_FILE')) continue;
      const secret = value.replace('/run/secrets/', '');
      expect(secrets).toContain(secret);
      expect(Object.keys(compose.secrets)).toContain(secret);
    }
  }
});

it('each sets all that the server does not start without', () => {
  const needed = ['FLOE_APP_URL', 'POLAR_ACCESS_TOKEN_FILE', 'POLAR_WEBHOOK_SECRETS_FILE'];
  expect(Object.keys(compose.services.billing.environment)).toEqual(expect.arrayContaining(needed));
  expect(variablesOf['floe-billing.service']).toEqual(expect.arrayContaining(needed));
});

it('neither runs as root, and signals reach the server itself', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('ENTRYPOINT'));
  expect(dockerfile).toMatch(
    /^ENTRYPOINT \["node", "node_modules\/floe-billing\/dist\/cli\/floe-billing.js"\]$/m,
  );
  expect(dockerfile).toMatch(/^CMD \["serve"\]$/m);
  expect(unit).toMatch(/^User=(?!root)\S+$/m);
  expect(unit).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(bin['floe-billing']).toBe('./dist/cli/floe-billing.js');
});

it('commands and options exist', () => {
  const options = [...unit.matchAll(/serve (--[\w-]+)/g)].map(([, option = '']) => option);
  for (const option of [...options, ...(compose.services.migrate.command ?? []).slice(1)]) {
    expect(serveUsage).toContain(`${option} `);
  }
});

it('asks for paths that the server answers', async () => {
  const { billing } = await openWorld();
  const paths = [...dockerfile.matchAll(/127\.0\.0\.1:4000(\/\w+)/g)].map(([, path = '']) => path);
  expect(paths).toEqual(['/healthz']);
  for (const path of [...paths, '/readyz']) {
    expect((await billing.handler(new Request(`http://app.test${path}`))).status).toBe(200);
  }
  const locations = [...read('nginx.conf').matchAll(/location (?:= )?(\S+) \{/g)].map(([, path]) => path);
  expect(locations).toEqual(['/api/billing/', '/api/billing/events']);
  const signedOut = await billing.handler(new Request('http://app.test/api/billing/events'));
  expect(signedOut.status).toBe(401);
});
