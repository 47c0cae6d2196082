/** Ends this process with 1 after saying what went wrong; a stack of a script would only hide the message. */
export function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
