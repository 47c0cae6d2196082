/** Keeps calls apart from an open transaction on a single connection. */
export interface WaitingLine {
  /** Runs `run` now, or, while a transaction is open, after it, in order of arrival. */
  pass<T>(statement: string, run: () => Promise<T>): Promise<T>;
  /** Marks a transaction open; call what it returns when it has ended. */
  enter(): () => void;
  /** Notes what the open transaction did last, for the message of those who wait too long. */
  remember(statement: string): void;
  /** Rejects all who wait. */
  clear(error: Error): void;
}

interface Waiting {
  start(): void;
  fail(error: Error): void;
}

/** Makes a line in which a call waits at most `timeoutMs`. */
export function createWaitingLine(timeoutMs: number): WaitingLine {
  const waiting: Waiting[] = [];
  let open: { lastStatement: string } | null = null;

  function startNext(): void {
    while (open === null) {
      const next = waiting.shift();
      if (next === undefined) return;
      next.start();
    }
  }

  function wait<T>(statement: string, run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const entry: Waiting = {
        start: () => {
          clearTimeout(timer);
          run().then(resolve, reject);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(new Error(describeWait(statement, open?.lastStatement ?? 'begin', timeoutMs)));
      }, timeoutMs);
      waiting.push(entry);
    });
  }

  return {
    pass: (statement, run) => (open === null && waiting.length === 0 ? run() : wait(statement, run)),
    enter: () => {
      open = { lastStatement: 'begin' };
      return () => {
        open = null;
        startNext();
      };
    },
    remember: (statement) => {
      if (open !== null) open.lastStatement = statement;
    },
    clear: (error) => {
      for (const entry of waiting.splice(0)) entry.fail(error);
    },
  };
}

function describeWait(statement: string, lastOfTransaction: string, timeoutMs: number): string {
  return (
    `floe-billing: gave up "${statement.slice(0, 300)}" after ${timeoutMs / 1000} s of waiting for the open ` +
    `transaction, whose last statement was "${lastOfTransaction.slice(0, 300)}". The embedded database has one ` +
    'connection: inside a transaction use its own handle for every statement, and keep transactions short.'
  );
}
