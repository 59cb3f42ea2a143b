import { createSeededRandom } from '@baseplate-epr/conformance';

/** Numbers that look random and follow from a seed. */
export interface Random {
  /** From 0 up to, not including, this. */
  below(end: number): number;
  chance(probability: number): boolean;
  among<Item>(items: readonly Item[]): Item;
}

/** Makes them. */
export function createRandom(seed: number): Random {
  const { integer } = createSeededRandom(String(seed));
  return {
    below: integer,
    chance: (probability) => integer(2 ** 31) < probability * 2 ** 31,
    among: <Item>(items: readonly Item[]) => items[integer(items.length)] as Item,
  };
}
