/** What a port was asked for by: the name of its option, and what was asked. */
export interface AskedPort {
  option: string;
  port: number;
  host?: string | undefined;
}

/** Why a server could not listen, and what to do about it; any other error as it is. */
export function explainListenError(error: unknown, asked: readonly AskedPort[]): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const port = 'port' in error ? error.port : undefined;
  const one = asked.find((candidate) => candidate.port === port) ?? asked[0];
  if (one === undefined) return error;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${one.port} is in use. Stop what listens there, or choose another: ${one.option} ${one.port + 1}`,
      );
    case 'EACCES':
      return new Error(`Port ${one.port} needs more rights than this user has.`);
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return new Error(
        `${one.host} is no address of this machine. Try --host 127.0.0.1, or 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}
