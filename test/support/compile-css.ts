import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import { type BuildOptions, build, type Plugin } from 'vite';

/**
 * Compiles one stylesheet of the repository as the library build does and returns the CSS.
 *
 * @param utilities Tailwind classes to generate besides those the components use.
 */
export function compileKitCss(path: string, utilities: readonly string[]): Promise<string> {
  const file = resolve(path);
  return compile(file, {
    name: 'floe-extra-utilities',
    enforce: 'pre',
    transform: (code: string, id: string) => (id.startsWith(file) ? `${code}\n${inline(utilities)}` : null),
  });
}

/** Compiles the stylesheet of a host on Tailwind v4 that uses `utilities` and nothing else. */
export function compileHostCss(utilities: readonly string[]): Promise<string> {
  const id = resolve('test/support/tailwind-host.css');
  return compile(id, {
    name: 'floe-tailwind-host',
    enforce: 'pre',
    resolveId: (source: string) => (source === id ? id : null),
    load: (source: string) =>
      source === id ? `@import "tailwindcss" source(none);\n${inline(utilities)}` : null,
  });
}

/** Runs compiled CSS through the production build of a host that left every setting of Vite as it is. */
export function bundleAsHost(css: string): Promise<string> {
  const id = resolve('test/support/vite-host.css');
  const plugin: Plugin = {
    name: 'floe-vite-host',
    enforce: 'pre',
    resolveId: (source) => (source === id ? id : null),
    load: (source) => (source === id ? css : null),
  };
  return compile(id, plugin, {});
}

function inline(utilities: readonly string[]): string {
  return `@source inline("${utilities.join(' ')}");`;
}

async function compile(
  entry: string,
  plugin: Plugin,
  settings: BuildOptions = { cssMinify: false },
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [plugin, tailwindcss()],
    build: { ...settings, write: false, cssCodeSplit: true, rolldownOptions: { input: entry } },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const sheet = outputs.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  if (sheet?.type !== 'asset') throw new Error(`floe-billing: ${entry} compiled to no stylesheet.`);
  return String(sheet.source);
}
