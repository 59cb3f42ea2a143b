import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptValue } from './kept-value.ts';

const ledgerDirectory = mkdtempSync(join(tmpdir(), 'baseplate-kept-value-'));
afterAll(() => rmSync(ledgerDirectory, { recursive: true, force: true }));

test('a value is there as it was written last, and undefined before that and after it was removed', async () => {
  const one = keptValue<{ readonly count: number }>({ ledgerDirectory, name: 'one.json', writer: 'test' });
  expect(await one.read()).toBeUndefined();
  await one.write({ count: 1 });
  await one.write({ count: 2 });
  const again = keptValue({ ledgerDirectory, name: 'one.json', writer: 'another' });
  expect(await again.read()).toEqual({ count: 2 });
  await one.remove();
  await one.remove();
  expect(await one.read()).toBeUndefined();
});

test('what cannot be read is told in words, with the folder', async () => {
  const broken = keptValue({ ledgerDirectory, name: 'broken.json', writer: 'test' });
  await broken.write({});
  writeFileSync(join(ledgerDirectory, 'progress', 'broken.json'), '{');
  await expect(broken.read()).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining(ledgerDirectory),
  });
});
