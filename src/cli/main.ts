import { catalogCommand } from './catalog/command.ts';
import type { Command } from './command.ts';
import { devCommand } from './dev/command.ts';
import { emulatorCommand } from './emulator/command.ts';
import { exportCommand } from './export/command.ts';
import { reencryptCommand } from './reencrypt/command.ts';
import { serveCommand } from './serve/command.ts';
import { UsageError } from './usage-error.ts';

const commands: readonly Command[] = [
  devCommand,
  serveCommand,
  catalogCommand,
  exportCommand,
  reencryptCommand,
  emulatorCommand,
];

const usage = `Usage: floe-billing <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

\`floe-billing <command> --help\` shows its options.`;

const isHelp = (argument: string | undefined) => argument === '--help' || argument === '-h';

/** Runs what the command line asks for. @returns the exit code: 0, 1 when it failed, 2 when it made no sense. */
export async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || isHelp(name)) {
    console.log(usage);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    console.error(`floe-billing: there is no command "${name}".\n\n${usage}`);
    return 2;
  }
  if (args.some(isHelp)) {
    console.log(command.usage);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const message = text.startsWith('floe-billing: ') ? text : `floe-billing: ${text}`;
    console.error(error instanceof UsageError ? `${message}\n\n${command.usage}` : message);
    return error instanceof UsageError ? 2 : 1;
  }
}
