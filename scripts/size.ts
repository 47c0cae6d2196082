import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { buildScriptsIfStale } from './build-library.ts';

// Prints what each component costs a customer's bundle: minified, gzip, with everything it brings
// along except what a React application has anyway.

const EXTERNAL = [/^react($|\/)/, /^react-dom($|\/)/, /^@tanstack\/react-query($|\/)/];
const ENTRY = 'virtual:floe-size';

interface Size {
  minified: number;
  gzip: number;
}

async function measure(code: string): Promise<Size> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [
      {
        name: 'floe-size',
        resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : null),
        load: (id) => (id === `\0${ENTRY}` ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: ENTRY,
        preserveEntrySignatures: 'strict',
        external: EXTERNAL,
        checks: { pluginTimings: false },
        output: { format: 'es', codeSplitting: false },
      },
    },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const scripts = outputs.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n');
  return { minified: Buffer.byteLength(scripts), gzip: gzipSync(scripts, { level: 9 }).length };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}

function printRow(name: string, { minified, gzip }: Size): void {
  console.log(`${name.padEnd(36)}${kilobytes(minified)}${kilobytes(gzip)}`);
}

await buildScriptsIfStale();
const root = resolve('dist/index.js');
const names = Object.keys((await import(root)) as object).sort();

console.log(
  'react, react-dom and @tanstack/react-query left out; parts, hooks and constants are in "everything"',
);
console.log(`${''.padEnd(36)}${'minified'.padStart(10)}${'gzip'.padStart(10)}`);
for (const name of names.filter(
  (candidate) => /^[A-Z][a-z]/.test(candidate) && !candidate.endsWith('Parts'),
)) {
  printRow(name, await measure(`export { ${name} } from ${JSON.stringify(root)};`));
}
printRow('floe-billing (everything)', await measure(`export * from ${JSON.stringify(root)};`));
for (const entry of ['headless', 'adapters', 'core']) {
  const folder = entry === 'headless' ? 'react' : entry;
  printRow(
    `floe-billing/${entry}`,
    await measure(`export * from ${JSON.stringify(resolve(`dist/${folder}/index.js`))};`),
  );
}
