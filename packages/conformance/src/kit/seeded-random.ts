/** Randomness that repeats itself. Fit for tests only: whoever knows the seed knows every value. */
export interface SeededRandom {
  /** A whole number, 0 to `below` − 1. */
  integer(below: number): number;
  bytes(size: number): Uint8Array;
  /** One of the items. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** The items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Makes a {@link SeededRandom} (mulberry32 over an FNV-1a hash of the seed). */
export function createSeededRandom(seed: string): SeededRandom {
  let state = fnv1a(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const integer = (below: number): number => next() % below;
  return {
    integer,
    bytes: (size) => Uint8Array.from({ length: size }, () => integer(256)),
    pick: (items) => items[integer(items.length)] ?? items[0],
    shuffle: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((left, right) => left.place - right.place)
        .map(({ item }) => item),
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
