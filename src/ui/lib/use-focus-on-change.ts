'use client';
import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moves the focus to an element whenever `key` changes, so that a screen reader reads the new step from its
 * title. Not at first: a dialog places the focus itself when it opens.
 */
export function useFocusOnChange<Target extends HTMLElement>(key: string): RefObject<Target | null> {
  const target = useRef<Target>(null);
  const previous = useRef(key);
  useEffect(() => {
    if (previous.current === key) return;
    previous.current = key;
    target.current?.focus();
  }, [key]);
  return target;
}
