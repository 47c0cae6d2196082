import type { OperationInput, OperationName } from '../../contract/index.ts';
import { neededPermission, requirePermission } from '../permissions.ts';
import type { Authenticate } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { authenticateCaller } from './authenticate-caller.ts';
import { type ClientAddressOptions, createClientAddress } from './client-address.ts';
import { createRateGuards, type RateGuardOptions } from './rate-guards.ts';
import { readIdempotencyKey, readInput } from './read-input.ts';
import { requireShownOwner } from './shown-owner.ts';
import { createSiteGuards, type SiteGuardOptions } from './site-guards.ts';

/** What a request asks for. */
export interface Asked {
  request: Request;
  /** `events` is the stream of what goes stale. */
  operation: OperationName | 'events';
}

/**
 * All that stands between a request and somebody's billing, one guard for each threat. Each throws a `BillingError` to
 * refuse. They are a list so that none is forgotten by a route, and so that tests can take away one at a time: a guard
 * nobody would miss guards nothing.
 */
export interface Guards {
  /** Not too often from one address. */
  addressRate(asked: Asked): Promise<void>;
  /** Not from a page of another origin. */
  origin(asked: Asked): void;
  /** Not from a page of another site, by the browser's own word. */
  fetchSite(asked: Asked): void;
  /** Commands only with the header that another site cannot send. */
  clientHeader(asked: Asked): void;
  /** Commands only as JSON, which a form of another site cannot be. */
  jsonBody(asked: Asked): void;
  /** Only somebody who is signed in. */
  session(asked: Asked): Promise<Caller>;
  /** Not for another owner than the page shows. */
  shownOwner(asked: Asked, caller: Caller): void;
  /** Only what the caller's role allows. */
  permission(asked: Asked, caller: Caller): void;
  /** Not too often for one owner. */
  ownerRate(asked: Asked, caller: Caller): Promise<void>;
  /** Commands only with the name of their intent. */
  idempotencyKey(request: Request): string;
  /** Nothing but what the contract says a client may set. */
  input<Name extends OperationName>(name: Name, request: Request): Promise<OperationInput<Name>>;
}

const BEFORE_SESSION = ['addressRate', 'origin', 'fetchSite', 'clientHeader', 'jsonBody'] as const;
const AFTER_SESSION = ['shownOwner', 'permission', 'ownerRate'] as const;

/** Every guard, in the order in which a request meets them. */
export const GUARD_NAMES = [
  ...BEFORE_SESSION,
  'session',
  ...AFTER_SESSION,
  'idempotencyKey',
  'input',
] as const satisfies readonly (keyof Guards)[];

/** What the guards are made from. */
export interface GuardOptions
  extends ClientAddressOptions,
    Omit<SiteGuardOptions, 'appUrl' | 'logger'>,
    Omit<RateGuardOptions, 'addressOf' | 'logger'> {
  authenticate: Authenticate;
  context: Pick<ServerContext, 'appUrl' | 'logger' | 'externalIdOf' | 'permissionsOf'>;
}

/** The guards of a server. */
export function createGuards({ context, authenticate, ...options }: GuardOptions): Guards {
  const { appUrl, logger } = context;
  const addressOf = createClientAddress(options);
  return {
    ...createRateGuards({ ...options, addressOf, logger }),
    ...createSiteGuards({ ...options, appUrl, logger }),
    session: ({ request }) => authenticateCaller(request, context, { authenticate, addressOf }),
    shownOwner: ({ request }, caller) => requireShownOwner(request, caller),
    permission: ({ operation }, { permissions }) =>
      requirePermission(permissions, neededPermission(operation)),
    idempotencyKey: readIdempotencyKey,
    input: readInput,
  };
}

/**
 * Lets a request pass the guards that do not read it to its end.
 *
 * @returns who asks, and for whom.
 * @throws {BillingError} the refusal of the first guard that refuses.
 */
export async function admit(guards: Guards, asked: Asked): Promise<Caller> {
  for (const name of BEFORE_SESSION) await guards[name](asked);
  const caller = await guards.session(asked);
  for (const name of AFTER_SESSION) await guards[name](asked, caller);
  return caller;
}

/**
 * Whether whoever was admitted would be again: for what goes on after the request, such as a stream. Whoever cannot be
 * asked after is not let in either.
 */
export async function isStillAdmitted(guards: Guards, asked: Asked, before: Caller): Promise<boolean> {
  try {
    const caller = await guards.session(asked);
    guards.permission(asked, caller);
    return caller.externalId === before.externalId && caller.session.userId === before.session.userId;
  } catch {
    return false;
  }
}
