import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { expect, test } from 'vitest';
import { entriesOf, everyVersion, quietContext, someVersions, storeWith, versionOf } from './__fixtures__/stores.ts';
import { compareRecords } from './compare-records.ts';
import { copyRecords } from './copy-records.ts';
import type { CopiedPage } from './copy-types.ts';

test('a damaged row of an SQLite file is named, and everything else of the record is copied', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'damaged-'));
  const file = join(folder, 'records.db');
  const open = async () => {
    const store = createSqliteRecordStore({ file, readers: 0 });
    await store.start(quietContext);
    return store;
  };
  try {
    const whole = await open();
    const large = versionOf({ id: 'large', text: JSON.stringify({ note: 'damage here '.repeat(5000) }) });
    await whole.load({ versions: [...someVersions(30, 1), large, versionOf({ id: 'after' })] });
    await whole.stop();
    // A long text lies in a chain of pages, each of which begins with the number of the next.
    const bytes = readFileSync(file);
    const pageSize = bytes.readUInt16BE(16);
    const page = Math.floor(bytes.indexOf('damage here', bytes.indexOf('damage here') + 3 * pageSize) / pageSize);
    bytes.writeUInt32BE(0xfffffff0, page * pageSize);
    writeFileSync(file, bytes);

    const from = await open();
    const to = await storeWith();
    const pages: CopiedPage[] = [];
    const result = await copyRecords({ from, to, entriesOf, onPage: (copied) => void pages.push(copied) });
    expect(result).toMatchObject({ versions: 31, rejected: 0, unreadable: 1 });
    expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([
      {
        version: { type: 'Observation', id: 'large', versionId: '1' },
        after: { type: 'Observation', id: 'o29', versionId: '1' },
        reason: expect.stringContaining('damaged'),
      },
    ]);
    expect((await everyVersion(to)).at(-1)?.id).toBe('after');
    const { same, differences } = await compareRecords({ left: from, right: to });
    expect(same).toBe(false);
    expect(differences).toContainEqual(expect.objectContaining({ kind: 'unreadable', side: 'left', id: 'large' }));
    await from.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
