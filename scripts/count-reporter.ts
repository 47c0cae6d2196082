import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** Of each error, enough to see what was compared and where. */
const ERROR_LINES = 25;

/**
 * Ends a run with its true counts: `N passed, N failed`.
 *
 * A file that could not be loaded and an error outside any test each count as one failure: neither
 * has a test that could fail for it. With `FLOE_TEST_COUNTS` set to a path, appends `passed failed`
 * to that file, so that `.ci/run` can add up several runs; with `FLOE_TEST_FAILURES` set, appends each
 * failure, and each test that passed only when tried again, with the head of its errors there, so that
 * the end of a long output can say what failed.
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

    const failuresPath = process.env.FLOE_TEST_FAILURES;
    if (failuresPath !== undefined && failuresPath !== '') {
      appendFileSync(failuresPath, describeFailures(modules, brokenModules, unhandledErrors));
    }
  }
}

function describeFailures(
  modules: readonly TestModule[],
  brokenModules: readonly TestModule[],
  unhandledErrors: readonly SerializedError[],
): string {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const flakyTests = tests.filter((test) => test.diagnostic()?.flaky === true);
  const failedTests = tests.filter((test) => test.result().state === 'failed');
  return [
    ...flakyTests.map((test) => describeFailure('flaky test', nameOf(test), test.result().errors ?? [])),
    ...failedTests.map((test) => describeFailure('failed test', nameOf(test), test.result().errors ?? [])),
    ...brokenModules.map((module) =>
      describeFailure('failed test', module.relativeModuleId, module.errors()),
    ),
    ...unhandledErrors.map((error) => describeFailure('failed test', 'an error outside every test', [error])),
  ].join('');
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

function describeFailure(kind: string, name: string, errors: readonly SerializedError[]): string {
  const heads = errors.map((error) =>
    `${error.message}\n${error.stack ?? ''}`.split('\n').slice(0, ERROR_LINES).join('\n'),
  );
  return `${[`${kind}: ${name}`, ...heads].join('\n')}\n`;
}
