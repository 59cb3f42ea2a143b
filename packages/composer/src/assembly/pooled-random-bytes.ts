import { randomFillSync } from 'node:crypto';

const poolSize = 4096;

/**
 * Cryptographically strong random bytes, drawn many at once: a call of the generator costs ten times what a request takes of it. No byte is
 * given twice, and what was given is wiped from the pool.
 */
export function pooledRandomBytes(): (size: number) => Uint8Array {
  const pool = new Uint8Array(poolSize);
  let used = poolSize;
  return (size) => {
    if (size > poolSize / 4) return randomFillSync(new Uint8Array(size));
    if (used + size > poolSize) {
      randomFillSync(pool);
      used = 0;
    }
    const given = pool.slice(used, used + size);
    pool.fill(0, used, used + size);
    used += size;
    return given;
  };
}
