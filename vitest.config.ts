import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.ts';
import { CountReporter } from './scripts/count-reporter.ts';

// Tests import the package by its public names; this condition of its exports map leads to `src`.
const resolve = { conditions: ['floe-source', ...defaultClientConditions] };
// Without `module`: what that leads to is for bundlers, and Node, which runs packages as they are, cannot read all of it.
const serverConditions = defaultServerConditions.filter((condition) => condition !== 'module');
const ssr = { resolve: { conditions: ['floe-source', ...serverConditions] } };

// Each fresh PGlite takes 750 MB, and machines that run this have two cores.
const maxWorkers = 2;

// A test that needs its second try is named as flaky at the end of `.ci/run`: a bug to mend, which must
// not throw away everything else that was checked.
const retry = process.env.CI === 'true' ? 1 : 0;

const executablePath = findChromium();

/** Whether this run's `--project` arguments, if it has any, name the project. */
function isWanted(project: string): boolean {
  const names = process.argv.flatMap((argument, index, all) => {
    if (argument === '--project') return [all[index + 1]];
    return argument.startsWith('--project=') ? [argument.slice('--project='.length)] : [];
  });
  return names.length === 0 || names.includes(project);
}

// A function, because the plugin loads all of Storybook as soon as it is made: seconds that a run of
// other projects need not wait for.
function stories(): TestProjectInlineConfiguration {
  return {
    resolve,
    plugins: [
      react(),
      tailwindcss(),
      storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) }),
    ],
    test: {
      name: 'stories',
      maxWorkers,
      retry,
      testTimeout: 30_000,
      // A browser beside two busy workers times out for no fault of the story: browsers run alone.
      sequence: { groupOrder: 1 },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        instances: [{ browser: 'chromium' }],
        provider: playwright({
          launchOptions: {
            ...(executablePath === null ? {} : { executablePath }),
            args: [...CHROMIUM_ARGS],
          },
        }),
      },
    },
  };
}

export default defineConfig({
  test: {
    maxWorkers,
    reporters: ['default', new CountReporter()],
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/package.test.ts'],
          globalSetup: ['test/support/postgres-server.ts'],
          maxWorkers,
          retry,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/**/*.test.tsx'],
          setupFiles: ['test/support/dom-setup.ts'],
          maxWorkers,
          retry,
          testTimeout: 15_000,
        },
      },
      ...(isWanted('stories') ? [stories()] : []),
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/postgres-server.ts'],
          // Each of these starts the whole product; two at once measure the machine, not the product.
          maxWorkers: 1,
          retry,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          environment: 'node',
          include: ['test/package.test.ts'],
          maxWorkers: 1,
          retry,
          sequence: { groupOrder: 3 },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
