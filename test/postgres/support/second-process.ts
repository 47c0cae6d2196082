import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Another process of this machine, running a script beside this file. */
export interface SecondProcess {
  readonly pid: number;
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, said already or still to come, that `matches`. */
  line(matches: RegExp): Promise<string>;
  say(text: string): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, `null` after a signal. */
  readonly exited: Promise<number | null>;
}

/** Starts `script` with tsx. It is killed when the test ends. */
export function startSecondProcess(script: string, ...args: readonly string[]): SecondProcess {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=floe-source', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const watch of watchers) watch();
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  if (child.pid === undefined) throw new Error('floe-billing: the second process did not start.');

  return {
    pid: child.pid,
    lines,
    exited,
    say: (text) => child.stdin.write(`${text}\n`),
    kill: (signal) => child.kill(signal),
    line: (matches) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const found = lines.find((line) => matches.test(line));
          if (found === undefined) return;
          watchers.delete(watch);
          resolve(found);
        };
        watchers.add(watch);
        watch();
        void exited.then(() => reject(new Error(`it ended after saying: ${lines.slice(-3).join(' | ')}`)));
      }),
  };
}
