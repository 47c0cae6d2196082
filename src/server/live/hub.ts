import type { LiveEvent } from '../../contract/index.ts';

/** Hands live events to the streams of their owner, within this process. */
export interface LiveHub {
  publish(externalId: string, event: LiveEvent): void;
  /** Returns the way to stop. */
  subscribe(externalId: string, listener: (event: LiveEvent) => void): () => void;
}

/** Creates an empty hub. */
export function createLiveHub(): LiveHub {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>();
  return {
    publish(externalId, event) {
      for (const listener of listeners.get(externalId) ?? []) listener(event);
    },
    subscribe(externalId, listener) {
      const ofOwner = listeners.get(externalId) ?? new Set();
      listeners.set(externalId, ofOwner.add(listener));
      return () => {
        ofOwner.delete(listener);
        if (ofOwner.size === 0 && listeners.get(externalId) === ofOwner) listeners.delete(externalId);
      };
    },
  };
}
