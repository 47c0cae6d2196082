/** Remembers for a while, in this process, what was done. */
export interface RecentKeys {
  /** Whether this is the first time within the while; if so, it is remembered. */
  add(key: string): boolean;
  forget(key: string): void;
}

/** Creates an empty memory. Measured in real time. */
export function createRecentKeys(lifetimeMs: number): RecentKeys {
  const until = new Map<string, number>();
  return {
    add(key) {
      const nowMs = performance.now();
      for (const [known, endMs] of until) if (endMs <= nowMs) until.delete(known);
      if (until.has(key)) return false;
      until.set(key, nowMs + lifetimeMs);
      return true;
    },
    forget(key) {
      until.delete(key);
    },
  };
}
