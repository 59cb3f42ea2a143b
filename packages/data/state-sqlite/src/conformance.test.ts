import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerKit, stateStoreKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { createSqliteStateStore } from './create-sqlite-state-store.ts';

registerKit({
  kit: stateStoreKit,
  test,
  subject: {
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'state-sqlite-'));
      const file = join(directory, 'state.db');
      return {
        adapter: createSqliteStateStore({ file }),
        reopen: async () => createSqliteStateStore({ file }),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  },
});
