import { createServer } from 'node:net';
import { UsageError } from './options.ts';

/**
 * Makes sure that a port can be listened on before anything is started or written.
 *
 * @throws {UsageError} naming the port and the option that chooses another.
 */
export async function assertPortIsFree(port: number, option: string): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, 'localhost', () => probe.close(() => resolve(null)));
  });
  if (error === null) return;
  if (error.code === 'EADDRINUSE') {
    throw new UsageError(
      `Port ${port} is in use, perhaps by another demo. Stop that one, or choose another port with ${option}.`,
    );
  }
  throw new UsageError(`Cannot listen on port ${port} (${error.code}). Choose another with ${option}.`);
}
