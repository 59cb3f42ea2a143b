import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkLedger } from './check-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-check-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a ledger that can be written stays as it was', async () => {
  expect(await checkLedger(folder, 'me')).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('one that cannot is told in words', async () => {
  const noFolder = join(folder, 'a-file');
  writeFileSync(noFolder, '');
  expect(await checkLedger(noFolder, 'me')).toEqual([
    `The ledger in ${noFolder} cannot be used. See that the folder can be read and written, and that there is room.`,
  ]);
});
