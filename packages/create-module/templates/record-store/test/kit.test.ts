import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordStoreKit, registerKit } from '@baseplate-epr/conformance';
import { createRecordStore } from '../src/index.ts';

// Every promise of the contract is one test. A case that the store says it cannot do is skipped, with the store's own reason.
registerKit({
  kit: recordStoreKit,
  test,
  subject: {
    create: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'module-name-'));
      const options = { file: join(folder, 'record.log') };
      return {
        adapter: createRecordStore(options),
        reopen: async () => createRecordStore(options),
        cleanup: () => rm(folder, { recursive: true }),
      };
    },
  },
});
