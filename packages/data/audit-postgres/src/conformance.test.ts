import { auditLogKit, registerKit } from '@baseplate-epr/conformance';
import { inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { tamperSchema } from './__fixtures__/tamper-schema.ts';
import { createPostgresAuditLog } from './create-postgres-audit-log.ts';

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
        tamper: (kind) => tamperSchema(connection, schema, kind),
        cleanup: () => dropSchema(connection, schema),
      };
    },
  },
});
