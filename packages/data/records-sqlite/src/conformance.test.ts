import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordStoreKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { createSqliteRecordStore } from './sqlite-record-store.ts';

registerKit({
  kit: recordStoreKit,
  test,
  subject: {
    create: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
      const reopen = async () => createSqliteRecordStore({ file: join(folder, 'records.db') });
      return { adapter: await reopen(), reopen, cleanup: () => rm(folder, { recursive: true }) };
    },
  },
});
