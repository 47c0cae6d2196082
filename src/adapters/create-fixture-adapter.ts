import {
  type BillingAdapter,
  type LiveEvent,
  type LiveListener,
  OPERATION_NAMES,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from '../contract/index.ts';
import { BillingError, type BillingErrorCode } from '../core/index.ts';

/** A given answer, or one made from the input and the number of calls so far (1 for the first). */
export type FixtureAnswer<Name extends OperationName> =
  | OperationOutput<Name>
  | ((
      input: OperationInput<Name>,
      callNumber: number,
    ) => OperationOutput<Name> | Promise<OperationOutput<Name>>);

/** A given failure, or one that depends on the input and the number of calls so far; `null` for none. */
export type FixtureFailure<Name extends OperationName> =
  | BillingError
  | BillingErrorCode
  | ((input: OperationInput<Name>, callNumber: number) => BillingError | BillingErrorCode | null);

/** How long an answer takes, in ms; `never` for one that does not come. */
export type FixtureLatency = number | 'never';

/** What {@link createFixtureAdapter} answers. */
export interface CreateFixtureAdapterOptions {
  /** By operation. One without an answer rejects with a message that names it. */
  answers?: { readonly [Name in OperationName]?: FixtureAnswer<Name> | undefined } | undefined;
  /** By operation; a failure goes before an answer. */
  failures?: { readonly [Name in OperationName]?: FixtureFailure<Name> | undefined } | undefined;
  /** For all operations, or by operation. @default 0 */
  latencyMs?: FixtureLatency | { readonly [Name in OperationName]?: FixtureLatency | undefined } | undefined;
  /** Whether there are live events to `emit`. @default false */
  isLive?: boolean | undefined;
}

/** One call that was made. */
export interface FixtureCall {
  name: OperationName;
  input: object;
  /** Of commands only. */
  idempotencyKey: string | undefined;
  /** Whether the caller gave up waiting. */
  readonly isAborted: boolean;
}

/** An adapter of given answers. */
export type FixtureAdapter = BillingAdapter & {
  /** Every call so far, oldest first. */
  readonly calls: readonly FixtureCall[];
  /** Tells all subscribers that queries went stale. */
  emit(event: LiveEvent): void;
  /** Tells all subscribers whether events flow. They are told `true` when they subscribe. */
  setConnected(isConnected: boolean): void;
};

interface CallOptions {
  signal?: AbortSignal | undefined;
  idempotencyKey?: string | undefined;
}

// Inside, any operation is handled alike; the options' types have matched names with inputs and answers.
type AnyFixture<Given> = Given | ((input: object, callNumber: number) => Given | Promise<Given>);

/**
 * Creates an adapter for stories and component tests. It holds no rules: what is given is answered, nothing
 * follows from a command, and the same input may get another answer only by a function. To play with real
 * rules use `createSandbox`.
 *
 * @example
 * const adapter = createFixtureAdapter({
 *   answers: { getBilling: billing, getCatalog: catalog },
 *   failures: { startCheckout: 'already_subscribed' },
 * });
 */
export function createFixtureAdapter(options: CreateFixtureAdapterOptions = {}): FixtureAdapter {
  const calls: FixtureCall[] = [];
  const listeners = new Set<LiveListener>();

  async function answer(name: OperationName, input: object, { signal, idempotencyKey }: CallOptions = {}) {
    signal?.throwIfAborted();
    calls.push({
      name,
      input,
      idempotencyKey,
      get isAborted() {
        return signal?.aborted === true;
      },
    });
    const callNumber = calls.filter((call) => call.name === name).length;
    await wait(latencyOf(options.latencyMs, name), signal);

    const failure = options.failures?.[name] as
      | AnyFixture<BillingError | BillingErrorCode | null>
      | undefined;
    const error = typeof failure === 'function' ? await failure(input, callNumber) : (failure ?? null);
    if (error !== null) throw toError(error, name);

    const given = options.answers?.[name] as AnyFixture<unknown> | undefined;
    if (given === undefined) throw missingAnswer(name);
    return typeof given === 'function' ? await given(input, callNumber) : given;
  }

  function subscribe(listener: LiveListener): () => void {
    listeners.add(listener);
    listener.onConnectionChange?.(true);
    return () => void listeners.delete(listener);
  }

  const methods = Object.fromEntries(
    OPERATION_NAMES.map((name) => [
      name,
      (input: object, callOptions?: CallOptions) => answer(name, input, callOptions),
    ]),
  );
  // The table types each method by its name; the options' types have matched the answers.
  const adapter = { ...methods, ...(options.isLive === true ? { subscribe } : {}) } as BillingAdapter;
  return Object.assign(adapter, {
    calls,
    emit: (event: LiveEvent) => {
      for (const listener of listeners) listener.onEvent(event);
    },
    setConnected: (isConnected: boolean) => {
      for (const listener of listeners) listener.onConnectionChange?.(isConnected);
    },
  });
}

function latencyOf(latencyMs: CreateFixtureAdapterOptions['latencyMs'], name: OperationName): FixtureLatency {
  return (typeof latencyMs === 'object' ? latencyMs[name] : latencyMs) ?? 0;
}

function wait(latency: FixtureLatency, signal: AbortSignal | undefined): Promise<void> {
  if (latency === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = latency === 'never' ? undefined : setTimeout(resolve, latency);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

function toError(failure: BillingError | BillingErrorCode, name: OperationName): BillingError {
  if (typeof failure !== 'string') return failure;
  return new BillingError(failure, { message: `The fixture of ${name} fails with ${failure}.` });
}

function missingAnswer(name: OperationName): BillingError {
  return new BillingError('invalid_request', {
    message:
      `createFixtureAdapter has no answer for ${name}, which was called. ` +
      `Give it one in \`answers.${name}\`, or a failure in \`failures.${name}\`.`,
  });
}
