import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '../../emulator/index.ts';
import { UsageError } from '../usage-error.ts';
import type { EmulatorArguments } from './options.ts';

function assertNewState({ dataDir, now, seed, isReset }: EmulatorArguments): void {
  if (dataDir === null || isReset || !existsSync(join(dataDir, 'journal.jsonl'))) return;
  const option = now !== undefined ? '--now' : seed !== undefined ? '--seed' : null;
  if (option === null) return;
  throw new UsageError(
    `${option} is for a new state, and ${dataDir} holds one already. Leave it out, add --reset, or choose another --data-dir.`,
  );
}

function start(options: EmulatorArguments): Promise<Emulator> {
  return createEmulator({
    dataDir: options.dataDir ?? undefined,
    randomSeed: options.seed,
    clock: { mode: options.clock, now: options.now },
    publicUrl: options.publicUrl,
  });
}

async function listen(emulator: Emulator, { port, host }: EmulatorArguments): Promise<string> {
  try {
    return (await emulator.listen({ port, host })).url;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is in use. Stop what listens there, or choose another: --port ${port + 1}`,
      );
    }
    if (code === 'EACCES') throw new Error(`Port ${port} needs more rights than this user has.`);
    if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
      throw new Error(`${host} is no address of this machine. Try --host 127.0.0.1, or 0.0.0.0 for all.`);
    }
    throw error;
  }
}

/** Starts the emulator and says where it is; it runs until it is interrupted. */
export async function runEmulator(options: EmulatorArguments): Promise<void> {
  assertNewState(options);
  const emulator = await start(options);
  // Before anything is said, so that whoever hears it may stop it at once.
  const stop = () => emulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    if (options.isReset) await emulator.reset();
    if (options.clock !== undefined) await emulator.clock.setMode(options.clock);
    const url = await listen(emulator, options);
    console.log(`Local Polar ready at ${url}`);
    console.log(`  access token  ${emulator.accessToken}`);
    console.log(`  clock         ${emulator.now()} (${emulator.clock.mode})`);
    console.log(`  control page  ${url}/_emulator/`);
    console.log(`  state         ${options.dataDir ?? 'in memory'}`);
  } catch (error) {
    await emulator.close();
    throw error;
  }
}
