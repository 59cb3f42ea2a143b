import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { documentStoreKit, registerKit } from '@baseplate-epr/conformance';
import { createDocumentStore } from '../src/index.ts';
import { tamper } from '../src/proof.ts';

// Every promise of the contract is one test.
registerKit({
  kit: documentStoreKit,
  test,
  subject: {
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'module-name-'));
      return {
        adapter: createDocumentStore({ directory }),
        reopen: async () => createDocumentStore({ directory }),
        tamper: (kind) => tamper(directory, kind),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  },
});
