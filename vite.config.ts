import { isAbsolute } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { scriptEntries, styleEntries } from './scripts/entries.ts';

/** The library build: one output file per source file, so that each keeps its `'use client'` and shakes off. */
export default defineConfig({
  plugins: [tailwindcss()],
  publicDir: false,
  build: {
    target: 'es2022',
    minify: false,
    cssMinify: false,
    cssCodeSplit: true,
    sourcemap: true,
    // The build script empties `dist`, because declarations are written there at the same time.
    emptyOutDir: false,
    lib: {
      entry: Object.fromEntries(
        [...scriptEntries(), ...styleEntries()].map(({ name, source }) => [name, source]),
      ),
      formats: ['es'],
    },
    rolldownOptions: {
      // With one output file per source file the directive is kept; test/package.test.ts looks.
      checks: { moduleLevelDirective: false },
      // Whatever is not a file of ours comes from the consumer's own node_modules. Ids that begin with
      // a zero byte are the bundler's own.
      external: (id) => !/^[./\0]/.test(id) && !isAbsolute(id),
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
