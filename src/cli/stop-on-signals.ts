// npm and a terminal both hand a Ctrl-C to what runs below them, so that one press arrives twice.
const SAME_PRESS_MS = 1_000;

/**
 * Closes what runs when the process is asked to end, and ends it. Whoever asks again, later than by the same key press,
 * does not want to wait any longer.
 */
export function stopOnSignals(close: () => Promise<void>): void {
  let askedAtMs: number | null = null;
  const stop = () => {
    if (askedAtMs !== null) {
      if (performance.now() - askedAtMs > SAME_PRESS_MS) process.exit(1);
      return;
    }
    askedAtMs = performance.now();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
