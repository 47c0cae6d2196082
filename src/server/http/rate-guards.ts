import { type OperationName, operations } from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import { errorFields, type Logger } from '../logger.ts';
import type { RateLimitedRequest, RateLimiter } from '../ports/index.ts';
import { addressBlock } from './client-address.ts';
import type { Guards } from './guards.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';

/** How many requests there may be in a minute. */
export interface RateLimits {
  /** From one address (of IPv6 its /64), before anybody looks who asks. @default 1200 */
  perAddress?: number | undefined;
  /** Reads of one owner, by everybody who works there. @default 1200 */
  queries?: number | undefined;
  /** Of one owner: reads for which the payment provider is asked, which has a limit of its own. @default 120 */
  previews?: number | undefined;
  /** Of one owner: what changes something. @default 60 */
  commands?: number | undefined;
}

/** What the rate limits are made from. */
export interface RateGuardOptions {
  /** A page reads about five answers, and everybody's page of an owner reads again when something changes. */
  rateLimits?: RateLimits | undefined;
  rateLimiter?: RateLimiter | undefined;
  logger: Logger;
  addressOf: (request: Request) => string | null;
}

const PROVIDER_QUERIES: readonly OperationName[] = ['previewChange', 'getInvoiceDocument', 'getCheckout'];

/** Keeps anybody from asking more than people do. */
export function createRateGuards({
  rateLimits = {},
  rateLimiter = createMemoryRateLimiter(),
  logger,
  addressOf,
}: RateGuardOptions): Pick<Guards, 'addressRate' | 'ownerRate'> {
  const { perAddress = 1200, queries = 1200, previews = 120, commands = 60 } = rateLimits;
  const perMinuteOf = { queries, previews, commands };

  async function count(request: RateLimitedRequest): Promise<void> {
    const waitInSeconds = await rateLimiter.count(request).catch((error: unknown) => {
      logger.error(errorFields(error), 'A request could not be counted, and goes on.');
      return null;
    });
    if (waitInSeconds === null) return;
    throw new BillingError('rate_limited', {
      message: 'Too many requests. Wait a moment and try again.',
      retryAfterSeconds: waitInSeconds,
    });
  }

  return {
    async addressRate({ request }) {
      const address = addressOf(request);
      // Without an address everybody would share one count, and one could use it up for all.
      if (address === null) return;
      await count({ limit: 'address', key: addressBlock(address), perMinute: perAddress });
    },
    async ownerRate({ operation }, { externalId }) {
      const limit = limitOf(operation);
      await count({ limit, key: externalId, perMinute: perMinuteOf[limit] });
    },
  };
}

function limitOf(operation: OperationName | 'events'): 'queries' | 'previews' | 'commands' {
  if (operation === 'events') return 'queries';
  if (operations[operation].kind === 'command') return 'commands';
  return PROVIDER_QUERIES.includes(operation) ? 'previews' : 'queries';
}
