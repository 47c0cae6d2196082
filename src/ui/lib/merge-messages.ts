import { en, type MessageOverrides, type Messages } from '../../locales/en.ts';

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function merge(base: Tree, overrides: Tree): Tree {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const own = base[key];
    if (isTree(own) && isTree(value)) merged[key] = merge(own, value);
    else if (typeof value === typeof own && value !== undefined) merged[key] = value;
  }
  return merged;
}

const merged = new WeakMap<object, Messages>();

/**
 * The English catalogue with what the host replaced; the same object for the same overrides. A value of another
 * kind than the message it replaces is left out, so that a mistake in a host's catalogue shows English, not a crash.
 */
export function mergeMessages(overrides: MessageOverrides | null): Messages {
  if (overrides === null) return en;
  const known = merged.get(overrides);
  if (known !== undefined) return known;
  // The merge keeps every key of `en` and the kind of its value.
  const messages = merge(en, overrides) as Messages;
  merged.set(overrides, messages);
  return messages;
}
