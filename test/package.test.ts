import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { filesBelow, packageOf, reachFrom, readManifest, specifiersOf, targetsOf } from './support/dist.ts';

// Judges what `npm run build` left in `dist`: that is what a customer installs.

const BROWSER_ENTRIES = /^\.$|^\.\/(headless|core|contract|adapters|locales\/.*|emulator\/embed)$/;
const BROWSER_FILES = /^dist\/(index|core|contract|adapters|locales|react|ui|emulator-embed|_virtual)[./]/;
const BROWSER_PACKAGES = ['react', 'react-dom', '@tanstack/react-query', '@radix-ui/react-dialog'];

const run = promisify(execFile);
const manifest = readManifest();
const built = existsSync('dist') ? filesBelow('dist') : [];
const sources = filesBelow('src');

const scriptExports = Object.entries(manifest.exports).filter(([, target]) =>
  targetsOf(target).some((path) => path.endsWith('.js')),
);

/** What `name` leads to under one condition, as a path from the root of the repository. */
function exported(name: string, condition: 'types' | 'default'): string {
  const target = manifest.exports[name];
  const path = typeof target === 'object' ? target[condition] : undefined;
  if (path === undefined) throw new Error(`package.json has no "${condition}" for "${name}".`);
  return path.slice('./'.length);
}

const commands = Object.values(manifest.bin).map((path) => path.slice('./'.length));
const workers = built.filter((path) => /(^|[/-])worker\.js$/.test(path));
const variants = targetsOf(manifest.imports ?? {})
  .filter((path) => path.startsWith('./dist/'))
  .map((path) => path.slice('./'.length));
const browserNames = scriptExports.map(([name]) => name).filter((name) => BROWSER_ENTRIES.test(name));
const serverNames = scriptExports.map(([name]) => name).filter((name) => !BROWSER_ENTRIES.test(name));

it('finds a build to judge', () => {
  expect(built.length, 'dist is empty: run `npm run build` first').toBeGreaterThan(50);
});

describe('exports', () => {
  it.each(Object.entries(manifest.exports))('%s leads to files that exist', (_name, target) => {
    expect(targetsOf(target).filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each(scriptExports)('%s has a source, a declaration and a script', (_name, target) => {
    expect(target).toEqual({
      'floe-source': expect.stringMatching(/^\.\/src\/.*\.tsx?$/),
      types: expect.stringMatching(/^\.\/dist\/.*\.d\.ts$/),
      default: expect.stringMatching(/^\.\/dist\/.*\.js$/),
    });
  });

  it('can be imported by Node under the names a customer writes', async () => {
    const names = scriptExports.map(([name]) => name.replace(/^\./, 'floe-billing'));
    // A plain Node: Vitest would transform what it imports and forgive what Node does not.
    const code = `
      const empty = [];
      for (const name of ${JSON.stringify(names)}) {
        if (Object.keys(await import(name)).length === 0) empty.push(name);
      }
      console.log(JSON.stringify(empty));
      process.exit(0);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);

    expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe('commands', () => {
  it.each(Object.entries(manifest.bin))('%s runs as it is installed', async (name, path) => {
    expect(readFileSync(path, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { stdout } = await run(process.execPath, [path, '--help']);
    expect(stdout).toContain(`Usage: ${name} <command>`);
  });
});

describe('built files', () => {
  it('are all reached from something that is declared', () => {
    const exportedScripts = scriptExports.map(([name]) => exported(name, 'default'));
    const entries = [...exportedScripts, ...commands, ...workers, ...variants];
    const { files } = reachFrom(entries);

    expect(built.filter((path) => path.endsWith('.js') && !files.has(path))).toEqual([]);
  });

  it('are of the kinds this package ships', () => {
    const kinds = /\.(js|js\.map|d\.ts|d\.ts\.map|css)$|^dist\/postgres\/prepared\/[^/]+\.tar\.gz$/;

    expect(built.filter((path) => !kinds.test(path))).toEqual([]);
  });

  it('keep the directive of every client module', () => {
    const directive = /^\s*['"]use client['"]/;
    const clients = sources.filter(
      (path) => /\.tsx?$/.test(path) && directive.test(readFileSync(path, 'utf8')),
    );
    const outputs = clients.map((path) => path.replace(/^src\//, 'dist/').replace(/\.tsx?$/, '.js'));

    expect(clients.length).toBeGreaterThan(0);
    expect(
      outputs.filter((path) => !existsSync(path) || !directive.test(readFileSync(path, 'utf8'))),
    ).toEqual([]);
  });

  it('keep the directive off every barrel, where it would break server components', () => {
    const barrels = built.filter((path) => /(^|\/)(index|parts)\.js$/.test(path));

    expect(barrels.filter((path) => readFileSync(path, 'utf8').includes('use client'))).toEqual([]);
  });

  it('name only packages that a customer has: dependencies and peers', () => {
    const allowed = new Set([
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.peerDependencies),
    ]);
    const strangers = built
      .filter((path) => /\.(js|d\.ts)$/.test(path))
      .flatMap((path) =>
        specifiersOf(path)
          .filter((specifier) => !/^[.#]|^node:/.test(specifier) && !allowed.has(packageOf(specifier)))
          .map((specifier) => `${path} -> ${specifier}`),
      );

    expect(strangers).toEqual([]);
  });

  it('name files that exist, also in declarations', () => {
    for (const [name] of scriptExports) {
      expect(reachFrom([exported(name, 'types')]).files.size).toBeGreaterThan(0);
    }
  });
});

describe('browser entries', () => {
  it('are there to be judged', () => {
    expect(browserNames).toEqual(expect.arrayContaining(['.', './headless', './core', './adapters']));
  });

  it.each(browserNames)('%s reaches no server code, no zod and no Node', (name) => {
    for (const condition of ['default', 'types'] as const) {
      const { files, packages } = reachFrom([exported(name, condition)]);

      expect([...files].filter((path) => !BROWSER_FILES.test(path))).toEqual([]);
      expect([...packages].filter((name) => !BROWSER_PACKAGES.includes(name))).toEqual([]);
    }
  });
});

describe('a web app of a customer', () => {
  it('has nothing of the server and of mails in its bundle', async () => {
    const result = await build({ root: 'demo/web', logLevel: 'silent', build: { write: false } });
    const bundled = [result]
      .flat()
      .flatMap((part) => ('output' in part ? part.output : []))
      .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const others = bundled.filter((id) => id.includes('/node_modules/'));
    const ours = bundled.filter((id) => !others.includes(id) && id.includes('/dist/'));

    expect(ours.length).toBeGreaterThan(50);
    expect(others.length).toBeGreaterThan(50);
    expect(ours.filter((id) => /\/dist\/(emails|server|polar|postgres|locales\/mails)\//.test(id))).toEqual(
      [],
    );
    expect(
      others.filter((id) => /\/(@react-email|html-to-text|nodemailer|zod)\/|react-dom[/-]server/.test(id)),
    ).toEqual([]);
  });
});

describe('server entries', () => {
  // Mails are written in React, and given to the server, which knows none.
  it.each(serverNames.filter((name) => name !== './emails'))('%s reaches no React', (name) => {
    const { packages } = reachFrom([exported(name, 'default')]);

    expect([...packages].filter((name) => /react/.test(name))).toEqual([]);
  });

  // Whoever runs these in production must not be able to reach a clock to move or a card to fake.
  it('./emails reaches React and no component of the kit', () => {
    const { files, packages } = reachFrom([exported('./emails', 'default')]);

    expect([...packages]).toEqual(expect.arrayContaining(['react', 'react-dom']));
    expect([...files].filter((path) => !/^dist\/(emails|locales|core|_virtual)[./]/.test(path))).toEqual([]);
  });

  it.each([...['./server', './polar', './postgres', './better-auth', './emails', './emails/smtp']])(
    '%s reaches no emulator',
    (name) => {
      const { files } = reachFrom([exported(name, 'default')]);

      expect(files.size).toBeGreaterThan(0);
      expect(
        [...files].filter((path) => /^dist\/(emulator|emulator-embed|sandbox|cli)\//.test(path)),
      ).toEqual([]);
    },
  );
});
