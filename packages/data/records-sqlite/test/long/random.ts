/** Numbers that look random and follow from a seed. */
export interface Random {
  /** From 0 up to, not including, this. */
  below(end: number): number;
  chance(probability: number): boolean;
  among<Item>(items: readonly Item[]): Item;
}

/** Makes them; Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (end) => Math.floor(next() * end),
    chance: (probability) => next() < probability,
    among: <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item,
  };
}
