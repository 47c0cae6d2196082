/** Draws that a seed decides. */
export interface Random {
  /** From 0 inclusive to `count` exclusive. */
  below(count: number): number;
  /** Whether something that happens so often (0 to 1) happens now. */
  chance(often: number): boolean;
  pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T;
}

/** Makes draws from a text: the same text, the same draws. */
export function createRandom(seed: string): Random {
  let state = 2_166_136_261;
  for (const one of seed) state = Math.imul(state ^ (one.codePointAt(0) ?? 0), 16_777_619);
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    chance: (often) => next() < often,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('There is nothing to pick from.');
      return choice;
    },
  };
}
