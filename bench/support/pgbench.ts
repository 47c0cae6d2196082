import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `pgbench` runs. */
export interface PgbenchOptions {
  /** Connection string of the database. */
  url: string;
  /** The script, as `pgbench -f` takes it. */
  script: string;
  clients: number;
  seconds: number;
}

/** PostgreSQL's own load generator: transactions a second. `null` where it is not installed. */
export function pgbench({ url, script, clients, seconds }: PgbenchOptions): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'floe-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    writeFileSync(file, script);
    const { error, stdout, stderr } = spawnSync(
      'pgbench',
      ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-T', `${seconds}`, '-f', file, url],
      { encoding: 'utf8' },
    );
    if (error !== undefined) return null;
    const [, perSecond] = /tps = ([\d.]+)/.exec(stdout) ?? [];
    if (perSecond === undefined) throw new Error(`pgbench said: ${stdout}${stderr}`);
    return Number(perSecond);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
