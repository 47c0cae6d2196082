'use client';
import { useCallback, useState } from 'react';

function isSameScope(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]));
}

/**
 * State that belongs to a scope, such as an owner: another scope starts with the initial value in the very
 * render it appears in, and a setter kept from the old scope changes nothing.
 */
export function useScopedState<Value>(
  scope: readonly unknown[],
  initial: () => Value,
): [value: Value, set: (update: (value: Value) => Value) => void] {
  const [held, setHeld] = useState(() => ({ scope, value: initial() }));
  let current = held;
  if (!isSameScope(held.scope, scope)) {
    current = { scope, value: initial() };
    // React renders again at once, before anything of the old scope reaches the screen.
    setHeld(current);
  }
  const currentScope = current.scope;
  const set = useCallback(
    (update: (value: Value) => Value) =>
      setHeld((latest) =>
        latest.scope === currentScope ? { scope: currentScope, value: update(latest.value) } : latest,
      ),
    [currentScope],
  );
  return [current.value, set];
}
