import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'floe-cli-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command until it ends, or until it has said something, when it is interrupted. */
function floe(args: string[], until?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/floe-billing.ts', ...args]);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk;
    if (until?.test(said.stdout) === true) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

describe('floe-billing', () => {
  it('says what it can do', async () => {
    for (const args of [[], ['--help'], ['-h']]) {
      const { code, stdout } = await floe(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: floe-billing <command> [options]');
      expect(stdout).toContain('emulator   starts a local Polar with a test clock');
    }
  });

  it('knows no other word', async () => {
    const { code, stderr } = await floe(['fly']);
    expect(code).toBe(2);
    expect(stderr).toContain('floe-billing: there is no command "fly".');
  });
});

// Each case starts processes from source, which takes seconds on a busy machine.
describe('floe-billing emulator', { timeout: 120_000 }, () => {
  const ready = /state .*\n/;

  it('explains its options', async () => {
    const { code, stdout } = await floe(['emulator', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--clock live|frozen');
  });

  it('refuses what it does not know, with the usage', async () => {
    const { code, stderr } = await floe(['emulator', '--clock', 'fast']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'floe-billing: --clock must be live or frozen, not "fast".\n\nUsage: floe-billing emulator',
    );
  });

  it('says where it is and how its clock stands, and ends when it is told to', async () => {
    const args = ['--port', '0', '--in-memory', '--clock', 'frozen', '--now', '2027-01-31T10:00:00Z'];
    const { code, stdout, stderr } = await floe(['emulator', ...args], ready);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Local Polar ready at http:\/\/localhost:\d+\n/);
    expect(stdout).toContain('access token  polar_oat_floe_local_emulator_tendertrack\n');
    expect(stdout).toContain('clock         2027-01-31T10:00:00Z (frozen)\n');
    expect(stdout).toMatch(/control page {2}http:\/\/localhost:\d+\/_emulator\/\n/);
    expect(stdout).toContain('state         in memory\n');
    expect(code).toBe(0);
  });

  it('takes a kept state up, stops its clock when asked, and begins again only when asked', async () => {
    const start = (...args: string[]) =>
      floe(['emulator', '--port', '0', '--data-dir', dataDir, ...args], ready);
    const now = ['--now', '2027-01-31T10:00:00Z'];
    expect((await start('--clock', 'frozen', ...now)).stdout).toContain('2027-01-31T10:00:00Z (frozen)');
    expect((await start()).stdout).toContain('2027-01-31T10:00:00Z (frozen)');
    expect((await start('--clock', 'live')).stdout).toMatch(/2027-01-31T10:00:\S+ \(live\)/);
    const refused = await start(...now);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`--now is for a new state, and ${dataDir} holds one already.`);
    const again = await start('--reset', '--clock', 'frozen', '--now', '2030-01-01T00:00:00Z');
    expect(again.stdout).toContain('2030-01-01T00:00:00Z (frozen)');
  });

  describe('beside something else', () => {
    let server: Server;
    let port: number;
    beforeEach(async () => {
      server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      port = (server.address() as AddressInfo).port;
    });
    afterEach(() => server.close());

    it('says that the port is taken, and lets the data directory go', async () => {
      const taken = await floe(['emulator', '--port', String(port), '--data-dir', dataDir]);
      expect(taken).toEqual({
        code: 1,
        stdout: '',
        stderr: `floe-billing: Port ${port} is in use. Stop what listens there, or choose another: --port ${port + 1}\n`,
      });
      const other = await floe(['emulator', '--port', '0', '--data-dir', dataDir], ready);
      expect(other.code).toBe(0);
    });
  });
});
