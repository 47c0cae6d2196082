/** One way of doing a thing. May be asynchronous. */
export type Contender = () => unknown;

/** Options of {@link compare}. */
export interface CompareOptions {
  /** How long each contender is measured in one round, in milliseconds. @default 60 */
  roundMs?: number | undefined;
  /** Rounds of each contender; the median counts. @default 9 */
  rounds?: number | undefined;
}

async function nanosecondsPerCall(contender: Contender, roundMs: number): Promise<number> {
  const startedAt = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < roundMs) {
    const outcome = contender();
    if (outcome instanceof Promise) await outcome;
    calls += 1;
    elapsed = performance.now() - startedAt;
  }
  return (elapsed * 1_000_000) / calls;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function readable(nanoseconds: number): string {
  if (nanoseconds >= 1_000_000) return `${(nanoseconds / 1_000_000).toFixed(2)} ms`;
  if (nanoseconds >= 1_000) return `${(nanoseconds / 1_000).toFixed(2)} µs`;
  return `${nanoseconds.toFixed(0)} ns`;
}

/**
 * Measures contenders against each other and prints how many times the first one's time each takes.
 *
 * Ratios, because they hold on another machine and times do not. The contenders take turns, so that a
 * machine that slows down in the middle slows all of them.
 */
export async function compare(
  title: string,
  contenders: Readonly<Record<string, Contender>>,
  { roundMs = 60, rounds = 9 }: CompareOptions = {},
): Promise<void> {
  const entries = Object.entries(contenders).map(([name, run]) => ({ name, run, times: [] as number[] }));
  for (const { run } of entries) await nanosecondsPerCall(run, roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, times } of entries) times.push(await nanosecondsPerCall(run, roundMs));
  }

  printRatios(
    title,
    entries.map(({ name, times }) => ({ name, value: median(times) })),
    readable,
  );
}

/** Prints what was measured, and how many times the first one's value each has. */
export function printRatios(
  title: string,
  rows: readonly { name: string; value: number }[],
  show: (value: number) => string,
): void {
  const base = rows[0]?.value ?? Number.NaN;
  console.log(`\n${title}`);
  for (const { name, value } of rows) {
    console.log(
      `  ${name.padEnd(52)}${show(value).padStart(14)}${`${(value / base).toFixed(2)} ×`.padStart(10)}`,
    );
  }
}
