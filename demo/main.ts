import { HelpRequest, readOptions, UsageError } from './options.ts';
import { startDemo } from './start-demo.ts';

function fail(error: unknown): never {
  if (error instanceof HelpRequest) {
    console.log(error.message);
    process.exit(0);
  }
  // Misuse needs its message only; anything else is a bug, whose stack helps.
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(1);
}

try {
  // Its passwords are on its sign-in page, and its clock is everybody's to move.
  if (process.env.NODE_ENV === 'production') {
    throw new UsageError('The demo is for development: it does not start with NODE_ENV=production.');
  }
  const demo = await startDemo(readOptions(process.argv.slice(2), process.env));
  console.log(`Floe demo ready at ${demo.url}`);

  let isStopping = false;
  const stop = () => {
    // A second Ctrl-C means now.
    if (isStopping) process.exit(1);
    isStopping = true;
    demo.close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  fail(error);
}
