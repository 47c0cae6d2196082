/** A word that may follow `floe-billing`. */
export interface Command {
  name: string;
  /** One line of `floe-billing --help`. */
  summary: string;
  /** What `floe-billing <name> --help` prints. */
  usage: string;
  /**
   * Does what was asked, or begins it where it goes on until it is stopped.
   *
   * @returns the exit code: 0, or 1 when what was asked for is not so. What goes on keeps the process alive.
   * @throws {UsageError} for arguments it does not know.
   */
  run(args: string[]): Promise<number>;
}
