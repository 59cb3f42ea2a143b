import { expect, test } from 'vitest';
import { pooledRandomBytes } from './pooled-random-bytes.ts';

test('gives as many bytes as asked for, and none twice', () => {
  const randomBytes = pooledRandomBytes();
  const given = new Set<string>();
  for (let call = 0; call < 2000; call += 1) given.add(Buffer.from(randomBytes(16)).toString('hex'));
  expect(given.size).toBe(2000);
  const counts = new Array<number>(256).fill(0);
  for (const hex of given) for (const byte of Buffer.from(hex, 'hex')) counts[byte] = (counts[byte] ?? 0) + 1;
  // 125 of each on average: a byte that came from nowhere, such as zero, would stand out.
  expect(Math.max(...counts)).toBeLessThan(250);
  for (const size of [0, 1, 1024, 1025, 9000]) expect(randomBytes(size).length).toBe(size);
});
