/** Says to the streams of this process that there may be something new. What it is they read themselves. */
export interface LiveHub {
  /** @param externalId whose; `null` for anybody's. */
  announce(externalId: string | null): void;
  /** Returns the way to stop. */
  subscribe(externalId: string, onNews: () => void): () => void;
  /** How many listen for an owner. */
  count(externalId: string): number;
}

/** Creates an empty hub. */
export function createLiveHub(): LiveHub {
  const listeners = new Map<string, Set<() => void>>();
  return {
    announce(externalId) {
      const told =
        externalId === null ? [...listeners.values()].flatMap((set) => [...set]) : listeners.get(externalId);
      for (const onNews of told ?? []) onNews();
    },
    subscribe(externalId, onNews) {
      const ofOwner = listeners.get(externalId) ?? new Set();
      listeners.set(externalId, ofOwner.add(onNews));
      return () => {
        ofOwner.delete(onNews);
        if (ofOwner.size === 0 && listeners.get(externalId) === ofOwner) listeners.delete(externalId);
      };
    },
    count: (externalId) => listeners.get(externalId)?.size ?? 0,
  };
}
