import type { ResourceKey } from '@baseplate-epr/contracts';

/** Remembers some of the resources it has seen, each with equal chance, and the latest. */
export interface Sampler {
  see(key: ResourceKey): void;
  /** Some of them: half of the latest, half of all. May hold a resource twice. */
  draw(count: number): readonly ResourceKey[];
  /** What a later run begins with, at most 500. */
  kept(): readonly ResourceKey[];
}

const remembered = 10_000;
const latest = 200;

/** Makes one that has seen nothing. */
export function createSampler(random: () => number): Sampler {
  const all: ResourceKey[] = [];
  const recent: ResourceKey[] = [];
  let seen = 0;
  const pick = (from: readonly ResourceKey[]) => from[Math.floor(random() * from.length)];
  return {
    see({ type, id }) {
      recent[seen % latest] = { type, id };
      seen += 1;
      const place = seen <= remembered ? seen - 1 : Math.floor(random() * seen);
      if (place < remembered) all[place] = { type, id };
    },
    kept: () => all.slice(0, 500),
    draw: (count) =>
      Array.from({ length: count }, (_, index) => pick(index % 2 === 0 ? recent : all)).filter(
        (key) => key !== undefined,
      ),
  };
}
