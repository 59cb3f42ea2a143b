import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordStore } from '@baseplate-epr/contracts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { testContext } from './test-context.ts';

/** Started stores on one new file, the second as another process has it. */
export interface StoresOnOneFile {
  readonly file: string;
  readonly store: RecordStore;
  readonly beside: RecordStore;
  /** Stops both and removes the file. */
  close(): Promise<void>;
}

export async function storesOnOneFile(): Promise<StoresOnOneFile> {
  const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const file = join(folder, 'records.db');
  const [store, beside] = [createSqliteRecordStore({ file }), createSqliteRecordStore({ file })];
  for (const each of [store, beside]) await each.start(testContext);
  return {
    file,
    store,
    beside,
    async close() {
      for (const each of [store, beside]) await each.stop();
      await rm(folder, { recursive: true });
    },
  };
}
