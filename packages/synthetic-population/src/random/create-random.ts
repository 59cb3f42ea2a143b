import { hashText } from './hash-text.ts';
import type { Random } from './random.ts';

/**
 * A pseudo-random stream named by a text: the same name gives the same stream on every machine and version of Node.
 *
 * The generator is xoshiro128** (Blackman and Vigna, 2018): 128 bits of state, shifts and multiplications only. The
 * bell shape is the sum of six uniform numbers, because the precision of `Math.log` and `Math.cos` is not specified.
 */
export function createRandom(name: string): Random {
  let [a, b, c, d] = hashText(name);
  if ((a | b | c | d) === 0) a = 1;

  function next(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 0x1_0000_0000;
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from: the list is empty.');
    return item;
  }

  function weighted<T extends { readonly weight: number }>(items: readonly T[]): T {
    let total = 0;
    for (const item of items) total += item.weight;
    let left = next() * total;
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return pick(items);
  }

  function around(mean: number, standardDeviation: number): number {
    let sum = -3;
    for (let count = 0; count < 6; count++) sum += next();
    // A sum of six uniforms has a standard deviation of 1/√2 and ends at ±3, which is ±4.24 of them: held to ±3.
    const deviation = Math.max(-3, Math.min(3, sum * Math.SQRT2));
    return mean + deviation * standardDeviation;
  }

  return {
    next,
    integer: (lowest, highest) => lowest + Math.floor(next() * (highest - lowest + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted,
    around,
  };
}
