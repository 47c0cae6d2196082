import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends a run with its true counts: `N passed, N failed`.
 *
 * A file that could not be loaded and an error outside any test each count as one failure: neither
 * has a test that could fail for it. With `FLOE_TEST_COUNTS` set to a path, appends `passed failed`
 * to that file, so that `.ci/run` can add up several runs.
 */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    );
    const passed = states.filter((state) => state === 'passed').length;
    const skipped = states.filter((state) => state === 'skipped' || state === 'pending').length;
    const failed =
      states.filter((state) => state === 'failed').length + brokenModules.length + unhandledErrors.length;

    if (skipped > 0) console.log(`${skipped} skipped`);
    console.log(`${passed} passed, ${failed} failed`);

    const path = process.env.FLOE_TEST_COUNTS;
    if (path !== undefined && path !== '') appendFileSync(path, `${passed} ${failed}\n`);
  }
}
