'use client';
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const memory = new Map<string, string>();

// Storage may be missing or refused (private windows, blocked cookies); a dismissal then lasts as long as the page.
function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key: string, value: string): void {
  memory.set(key, value);
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Kept in memory above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Remembers in this browser what a person has put aside, one thing by key. Nothing is dismissed on the server. */
export function useDismissed(key: string): [dismissedId: string | null, dismiss: (id: string) => void] {
  const dismissedId = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const dismiss = useCallback((id: string) => write(key, id), [key]);
  return [dismissedId, dismiss];
}
