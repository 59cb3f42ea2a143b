import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLogKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { tamperFile } from './__fixtures__/tamper-file.ts';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';

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
        tamper: async (kind) => tamperFile(file, kind),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  },
});
