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
    // The build script gives an empty folder, where declarations are written at the same time.
    emptyOutDir: false,
    lib: {
      entry: Object.fromEntries(
        [...scriptEntries(), ...styleEntries()].map(({ name, source }) => [name, source]),
      ),
      formats: ['es'],
    },
    rolldownOptions: {
      // With one output file per source file the directive is kept; test/package.test.ts looks.
      checks: { moduleLevelDirective: false, pluginTimings: false },
      // Whatever is not a file of ours comes from the consumer's own node_modules. What begins with a zero
      // byte is the bundler's own, and so are the helpers of its transforms (a tagged template with
      // `</script` in it asks for one): those are built in.
      external: (id) => !/^[./\0]|^@oxc-project\/runtime\//.test(id) && !isAbsolute(id),
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
