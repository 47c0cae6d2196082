/** One request to count. */
export interface RateLimitedRequest {
  /** Which limit it counts against; the same key is counted for each of them apart. */
  limit: 'address' | 'queries' | 'previews' | 'commands';
  /** Whom it is counted for: an address or an owner. */
  key: string;
  /** How many there may be in a minute. */
  perMinute: number;
}

/**
 * Counts requests. The server's own counts in the memory of one process, so that several processes allow as many times
 * more; give one on a shared store (Redis, say) where that is too much.
 */
export interface RateLimiter {
  /**
   * Counts one request. When it rejects, the request goes on: a counter that is down locks nobody out.
   *
   * @returns `null` when it may go on, else the seconds until the next one may.
   */
  count(request: RateLimitedRequest): Promise<number | null>;
}
