import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '../../emulator/index.ts';
import { explainListenError } from '../explain-listen-error.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
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
    throw explainListenError(error, [{ option: '--port', port, host }]);
  }
}

/** Starts the emulator and says where it is; it runs until it is interrupted. */
export async function runEmulator(options: EmulatorArguments): Promise<void> {
  assertNewState(options);
  const emulator = await start(options);
  // Before anything is said, so that whoever hears it may stop it at once.
  stopOnSignals(() => emulator.close());
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
