import { parseArgs } from 'node:util';
import { createEmulator } from './emulator.ts';

const usage = `Usage: npm run emulator -- [--port 4010] [--host 127.0.0.1] [--data-dir .floe/emulator]`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        'data-dir': { type: 'string', default: '.floe/emulator' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`"${values.port}" is not a port.`);
    return { port, host: values.host, dataDir: values['data-dir'] };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(usage);
    process.exit(2);
  }
}

function explain(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what listens there, or choose another: --port ${port + 1}`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) {
    console.log(usage);
    return;
  }
  try {
    const emulator = await createEmulator({ dataDir: options.dataDir });
    const stop = () => emulator.close().then(() => process.exit(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const { url } = await emulator
      .listen({ port: options.port, host: options.host })
      .catch(async (error: unknown) => {
        await emulator.close();
        throw error;
      });
    console.log(`Local Polar ready at ${url}`);
    console.log(`  access token  ${emulator.accessToken}`);
    console.log(
      `  clock         ${emulator.now()} (${emulator.clock.mode}); move it: POST ${url}/_emulator/clock {"advance":"P1M"}`,
    );
    console.log(`  state         ${options.dataDir}`);
  } catch (error) {
    console.error(explain(error, options.port));
    process.exit(1);
  }
}

await main();
