/** What the embedded database's worker is told once, as `workerData`. */
export interface WorkerStart {
  /** Directory of the database's files; `null` keeps everything in memory. */
  readonly directory: string | null;
  /** The prepared directory (gzipped tar) to start from; `null` opens what is there, or runs initdb. */
  readonly prepared: Uint8Array | null;
  /** The lock the worker keeps fresh while it lives; `null` for a database in memory. */
  readonly lock: { readonly path: string; readonly token: string } | null;
}

/** What can be asked of the worker. */
export type WorkerCall =
  | {
      readonly kind: 'query';
      readonly sql: string;
      readonly params: readonly unknown[];
      readonly rowMode: 'array' | 'object';
    }
  | { readonly kind: 'exec'; readonly sql: string }
  | { readonly kind: 'listen'; readonly channel: string }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

/** One call on its way to the worker; answered once, under the same `id`. */
export interface WorkerRequest {
  readonly id: number;
  readonly call: WorkerCall;
}

/** The parts of a database error that survive the way between threads. */
export interface WireError {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** One answer. The opening of the database itself is answered under id `0`. */
export type WorkerResponse =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: WireError };

/** What a committed transaction has notified on a channel that is listened to. */
export interface WorkerNotification {
  readonly channel: string;
  readonly payload: string;
}

// An Error's own properties are lost in a structured clone, and callers branch on `code`.
const ERROR_FIELDS = [
  'code',
  'severity',
  'detail',
  'hint',
  'where',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
] as const;

/** Turns anything thrown into what can be posted to another thread. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { message: String(error), fields: {} };
  const fields: Record<string, string> = {};
  for (const field of ERROR_FIELDS) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === 'string') fields[field] = value;
  }
  return { message: error.message, fields };
}

/** The error again, with the fields (`code`, `constraint`, …) where PostgreSQL drivers put them. */
export function fromWireError({ message, fields }: WireError): Error {
  return Object.assign(new Error(message), fields);
}
