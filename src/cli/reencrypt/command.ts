import type { Command } from '../command.ts';
import { readArguments } from '../read-arguments.ts';

const usage = `Usage: floe-billing reencrypt

Encrypts with the newest key what was kept before there were keys, and what older keys encrypted. Servers may go on
meanwhile, as long as all of them have the newest key first. What breaks off has lost nothing: run it again. Afterwards
older keys may go.

  --help                  show this

Variables:

  FLOE_ENCRYPTION_KEYS    id:key, newest first, with commas between, and every key that something was encrypted with
  DATABASE_URL            a PostgreSQL (default: the embedded database in FLOE_DATA_DIR; stop the server first)
  FLOE_DATA_DIR           where the embedded database is (default .floe)

FLOE_ENCRYPTION_KEYS and DATABASE_URL may be in files: set <name>_FILE to the path of each.`;

/** `floe-billing reencrypt`: everything personal with the newest key. */
export const reencryptCommand: Command = {
  name: 'reencrypt',
  summary: 'encrypts with the newest key what is in the database',
  usage,
  async run(args) {
    readArguments(args, {});
    const { runReencrypt } = await import('./run.ts');
    await runReencrypt(process.env);
    return 0;
  },
};
