import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { versionBook } from './version-book.ts';

const ledgerDirectory = mkdtempSync(join(tmpdir(), 'baseplate-version-book-'));
afterAll(() => rmSync(ledgerDirectory, { recursive: true, force: true }));

const line = (id: string, versionId: string, own: string) => ({
  type: 'Basic',
  id,
  versionId,
  own,
  lastUpdated: 1,
  deleted: false,
});

test('the newest line of a resource counts, whoever adds an earlier one late, and a line that was cut off costs no other', async () => {
  const book = versionBook({ ledgerDirectory, book: 'x' });
  expect((await book.read())({ type: 'Basic', id: 'a' })).toBeUndefined();
  await book.add([line('a', '9', '1'), line('b', '1', '1')]);
  appendFileSync(join(ledgerDirectory, 'progress', 'versions-x.ndjson'), '{"type":"Basic","id":"b","versi');
  await book.add([line('a', '10', '2')]);
  await book.add([line('a', '9', '1'), line('b', '1', '0')]);
  const taken = await book.read();
  expect(taken({ type: 'Basic', id: 'a' })).toEqual(line('a', '10', '2'));
  expect(taken({ type: 'Basic', id: 'b' })).toEqual(line('b', '1', '1'));
  expect(taken({ type: 'Basic', id: 'c' })).toBeUndefined();
});
