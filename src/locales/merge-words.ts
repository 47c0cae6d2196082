type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/**
 * A catalogue with some of its words replaced. A value of another kind than the word it replaces is left out, so that a
 * mistake in a host's catalogue shows the words that were there, not a crash.
 */
export function mergeWords<Words extends object>(base: Words, overrides: object): Words {
  // The merge keeps every key of the base and the kind of its value.
  return merge(base as Tree, overrides as Tree) as Words;
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
