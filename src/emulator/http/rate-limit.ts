import type { RateLimit } from '../state/settings.ts';
import type { Micros } from '../time/instant.ts';
import { PolarApiError } from './errors.ts';
import type { Principal } from './principal.ts';

/** So many requests in so many seconds. */
interface Allowance {
  requests: number;
  seconds: number;
}

const MINUTE = 60;

/**
 * What has limits of its own, everywhere; all else shares one.
 *
 * @see polar rate_limit.py
 */
const zones: readonly { name: string; path: RegExp; allowances: readonly Allowance[] }[] = [
  {
    name: 'confirm',
    path: /^\/v1\/checkouts\/client\/[^/]+\/confirm$/,
    allowances: [
      { requests: 6, seconds: MINUTE },
      { requests: 20, seconds: 60 * MINUTE },
    ],
  },
  {
    name: 'license-key',
    path: /^\/v1\/customer-portal\/license-keys\/(validate|activate|deactivate)$/,
    allowances: [{ requests: 3, seconds: 1 }],
  },
];

const everything: Readonly<Record<Exclude<RateLimit, 'off'>, Allowance>> = {
  sandbox: { requests: 100, seconds: MINUTE },
  production: { requests: 500, seconds: MINUTE },
};

interface Bucket {
  requests: number;
  filledAt: Micros;
}

function keyOf(principal: Principal): string {
  if (principal.kind === 'organization') return 'organization';
  return principal.kind === 'customer' ? principal.session.id : 'anonymous';
}

/** Counts requests in real time: a bucket that is empty fills again evenly. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => Micros;

  /** @param now the real time. */
  constructor(now: () => Micros) {
    this.#now = now;
  }

  /**
   * Counts a request of one organization, one customer session, or of those without a token together.
   *
   * @throws {PolarApiError} 429 with `Retry-After` and no body, as Polar's middleware answers.
   */
  count(limit: RateLimit, principal: Principal, path: string): void {
    if (limit === 'off') {
      this.#buckets.clear();
      return;
    }
    const zone = zones.find((one) => one.path.test(path));
    const allowances = zone?.allowances ?? [everything[limit]];
    const buckets = allowances.map((allowance) => {
      const key = [zone?.name ?? limit, allowance.seconds, keyOf(principal)].join(' ');
      return { allowance, bucket: this.#filled(key, allowance) };
    });
    const waits = buckets.map(({ allowance, bucket }) =>
      bucket.requests >= 1 ? 0 : ((1 - bucket.requests) * allowance.seconds) / allowance.requests,
    );
    const wait = Math.ceil(Math.max(...waits));
    if (wait > 0) throw new PolarApiError(429, undefined, { 'retry-after': String(wait) });
    for (const { bucket } of buckets) bucket.requests -= 1;
  }

  #filled(key: string, { requests, seconds }: Allowance): Bucket {
    const now = this.#now();
    const before = this.#buckets.get(key) ?? { requests, filledAt: now };
    const gained = ((now - before.filledAt) / 1_000_000 / seconds) * requests;
    const bucket = { requests: Math.min(requests, before.requests + gained), filledAt: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
