import { auditLogKit, canonicalJson, registerKit, tamperChain } from '@baseplate-epr/conformance';
import { inject, test } from 'vitest';
import { askAside, dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresAuditLog } from './create-postgres-audit-log.ts';
import { tamperSchema } from './proof/tamper-schema.ts';

const connection = inject('postgresUrl');

registerKit({
  kit: auditLogKit,
  test,
  subject: {
    create: async () => {
      const schema = freshSchema();
      const reopen = async () => createPostgresAuditLog({ connection, schema });
      return {
        adapter: await reopen(),
        reopen,
        tamper: (kind) =>
          tamperSchema((text) => askAside(connection, text), { schema, kind, tools: { tamperChain, canonicalJson } }),
        cleanup: () => dropSchema(connection, schema),
      };
    },
  },
});
