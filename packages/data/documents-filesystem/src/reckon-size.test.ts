import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { documentPath } from './document-path.ts';
import { reckonSize } from './reckon-size.ts';

const directory = await mkdtemp(join(tmpdir(), 'documents-size-'));
afterAll(() => rm(directory, { recursive: true }));

test('is exact of few, reckoned about right where only a part was looked at, and nothing of an empty folder', async () => {
  expect(await reckonSize(directory)).toEqual({ bytes: 0 });
  let all = 0;
  for (let number = 0; number < 4000; number += 1) {
    const size = 1000 + (number % 100);
    const path = documentPath(directory, { sha256: createHash('sha256').update(randomBytes(32)).digest('hex'), size });
    await mkdir(dirname(path), { recursive: true });
    // What counts is what the name says: a truncated file is another matter.
    await writeFile(path, '');
    all += size;
  }
  expect(await reckonSize(directory, Number.POSITIVE_INFINITY)).toEqual({ bytes: all });
  const part = await reckonSize(directory, 30);
  expect(part.isEstimate).toBe(true);
  expect(Math.abs(part.bytes / all - 1)).toBeLessThan(0.5);
});
