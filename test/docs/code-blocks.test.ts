import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

// What people copy out of the pages must compile, as written, under the options of this repository.

const PAGES = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);

/** Pages with blocks that are no whole module, and why. */
const FRAGMENTS: Readonly<Record<string, string>> = {
  'docs/theming.md': 'opening tags side by side',
};

/** What the reader has before copying anything. */
const READERS = `
declare const auth: Parameters<typeof import('floe-billing/better-auth').createBetterAuthAuthenticate>[0]['auth'];
declare const yourSession: import('floe-billing/server').Authenticate;
`;

interface Block {
  name: string;
  path: string;
  code: string;
}

/** The blocks of a page, each as a file of its own, in a folder from which the package's own names resolve. */
function blocksOf(page: string): Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, kind, code = ''], index) => ({
    name: `${page}, block ${index + 1}`,
    path: resolve('docs', `${page.replaceAll(/\W/g, '-')}-${index + 1}.${kind}`),
    // A module, also where nothing is imported or exported.
    code: `${code}\nexport {};\n`,
  }));
}

const blocks = PAGES.filter((page) => FRAGMENTS[page] === undefined).flatMap(blocksOf);
let problems: (path: string) => string[] = () => ['nothing was compiled'];

beforeAll(() => {
  const files = new Map(blocks.map(({ path, code }) => [path, code]));
  const readers = resolve('docs', 'what-the-reader-has.d.ts');
  files.set(readers, READERS);
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, '.');
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  const program = ts.createProgram([...files.keys()], options, host);
  problems = (path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  };
});

it('finds the blocks it judges', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  expect(Object.keys(FRAGMENTS).filter((page) => !PAGES.includes(page))).toEqual([]);
});

describe.each(blocks)('$name', ({ path }) => {
  it('compiles', () => {
    expect(problems(path)).toEqual([]);
  });
});
