import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLogKit, canonicalJson, registerKit, tamperChain } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';
import { tamperFile } from './proof/tamper-file.ts';

registerKit({
  kit: auditLogKit,
  test,
  subject: {
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'audit-sqlite-'));
      const file = join(directory, 'audit.db');
      return {
        adapter: createSqliteAuditLog({ file }),
        reopen: async () => createSqliteAuditLog({ file }),
        tamper: async (kind) => tamperFile(file, kind, { tamperChain, canonicalJson }),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  },
});
