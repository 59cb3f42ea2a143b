import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentStoreKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { createFilesystemDocumentStore } from './create-filesystem-document-store.ts';
import { tamperFolder } from './proof/tamper-folder.ts';

registerKit({
  kit: documentStoreKit,
  test,
  subject: {
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'documents-filesystem-'));
      return {
        adapter: createFilesystemDocumentStore({ directory }),
        reopen: async () => createFilesystemDocumentStore({ directory }),
        tamper: (kind) => tamperFolder(directory, kind),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  },
});
