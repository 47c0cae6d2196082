import { hashKey, MutationObserver, type QueryClient } from '@tanstack/react-query';
import type { BillingAdapter, CommandName, CommandOptions } from '../contract/index.ts';
import type { BillingError, BillingErrorCode } from '../core/index.ts';
import { billingKeys } from './billing-keys.ts';
import { createIdempotencyKey } from './create-idempotency-key.ts';
import { billingQueryOptions } from './query-options.ts';
import { ACCOUNT_QUERIES, refreshQueries } from './refresh-queries.ts';
import { toBillingError } from './to-billing-error.ts';
import type { MutateParameters } from './use-mutation-observer.ts';

/** For whom a command is sent, and the cache its answer goes to. */
export interface CommandScope {
  ownerKey: string;
  queryClient: QueryClient;
}

/** A command of the contract as {@link createCommandRunner} sends it. */
export interface Command<Variables, Answer> {
  name: CommandName;
  /** Whether the command acts on the state the person saw. */
  needsRevision: boolean;
  send: (
    adapter: BillingAdapter,
    variables: Variables,
    options: CommandOptions & { revision: string },
  ) => Promise<Answer>;
  /** Puts the answer into the cache at once, and resolves when what derives from it is fresh. */
  settle: (scope: CommandScope, answer: Answer) => Promise<void>;
}

/** What is on screen when a person clicks. */
export interface CommandSurroundings {
  adapter: BillingAdapter;
  /** Of the billing on screen; `null` when none has loaded. */
  revision: string | null;
}

/** One thing a person wants done, from the moment they began until it is done or refused for good. */
interface Intent {
  idempotencyKey: string;
  /** What they saw then; `null` when nothing had loaded. */
  revision: string | null;
  /** Hash of what was sent; `null` before the first attempt. */
  sent: string | null;
}

// After these, what is on screen is not what is.
const STALE_AFTER: readonly BillingErrorCode[] = ['conflict', 'already_subscribed', 'not_found', 'forbidden'];

// By then the outcome is known and in the cache; a catalog that does not come must not hold a person in a dialog.
const SETTLE_LIMIT_MS = 3_000;

/** Resolves with the work, or after {@link SETTLE_LIMIT_MS} without it; the work goes on. */
async function settleInTime(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SETTLE_LIMIT_MS);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

/** Sends one command at a time for one owner, each intent with one idempotency key and one revision. */
export function createCommandRunner<Variables, Answer>(
  command: Command<Variables, Answer>,
  scope: CommandScope,
  initial: CommandSurroundings,
) {
  const { ownerKey, queryClient } = scope;
  let surroundings = initial;
  let intent: Intent | null = null;
  let inFlight: Promise<Answer> | null = null;

  function newIntent(): Intent {
    return { idempotencyKey: createIdempotencyKey(), revision: surroundings.revision, sent: null };
  }

  async function revisionFor(current: Intent): Promise<string> {
    if (!command.needsRevision) return '';
    if (current.revision === null) {
      const options = billingQueryOptions({ adapter: surroundings.adapter, ownerKey });
      current.revision = (await queryClient.ensureQueryData(options)).revision;
    }
    return current.revision;
  }

  async function attempt(variables: Variables): Promise<Answer> {
    const hash = hashKey([variables]);
    if (intent === null || (intent.sent !== null && intent.sent !== hash)) intent = newIntent();
    const current = intent;
    current.sent = hash;
    try {
      const revision = await revisionFor(current);
      const { idempotencyKey } = current;
      const answer = await command.send(surroundings.adapter, variables, { idempotencyKey, revision });
      if (intent === current) intent = null;
      return answer;
    } catch (cause) {
      const error = toBillingError(cause);
      // Only a retry that can succeed is the same intent; anything else is asked anew, of what is true then.
      if (!error.retryable && intent === current) intent = null;
      throw error;
    }
  }

  const observer = new MutationObserver<Answer, BillingError, Variables>(queryClient, {
    mutationKey: [...billingKeys.all(ownerKey), command.name],
    mutationFn: attempt,
    // A payment that waits for the network would happen when nobody expects it any more.
    networkMode: 'always',
    retry: false,
    onSuccess: (answer) => settleInTime(command.settle(scope, answer)),
    onError: (error) =>
      STALE_AFTER.includes(error.code)
        ? settleInTime(refreshQueries(queryClient, ownerKey, ACCOUNT_QUERIES))
        : undefined,
  });

  function mutateAsync(...parameters: MutateParameters<Answer, Variables>): Promise<Answer> {
    // A second click sends nothing: it waits for what the first one sent.
    inFlight ??= observer
      .getCurrentResult()
      .mutate(...parameters)
      .finally(() => {
        inFlight = null;
      });
    return inFlight;
  }

  return {
    observer,
    mutateAsync,
    mutate(...parameters: MutateParameters<Answer, Variables>): void {
      mutateAsync(...parameters).catch(() => {
        // The error is in the result; only callers of `mutateAsync` get it as a rejection.
      });
    },
    /** Forgets the last outcome, and the intent unless it is being carried out. */
    reset(): void {
      if (inFlight === null) intent = null;
      observer.reset();
    },
    /** Fixes key and revision for what is sent next. */
    beginIntent(): void {
      if (inFlight === null) intent = newIntent();
    },
    /** Tells what is on screen now. */
    look(next: CommandSurroundings): void {
      surroundings = next;
    },
  };
}
