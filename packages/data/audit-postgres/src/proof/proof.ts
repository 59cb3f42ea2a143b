import type { ModuleProof } from '@baseplate-epr/contracts';
import { openConnections, resolvePlace } from '@baseplate-epr/postgres-connection';
import type { PostgresAuditOptions } from '../postgres-audit-options.ts';
import { type AskAside, tamperSchema } from './tamper-schema.ts';

/** How `baseplate conform` damages a chain behind the log's back, and takes away the schema that a case has made. */
export const proof: ModuleProof = {
  async prepare({ options, tools }) {
    const place = resolvePlace(options as PostgresAuditOptions, {
      what: 'audit',
      schema: 'baseplate_audit',
      readers: 1,
    });
    const ask: AskAside = async (text) => {
      const connections = openConnections(place, { purpose: 'proof', max: 1 });
      try {
        return (await connections.lend((client) => client.query(text))).rows;
      } finally {
        await connections.close();
      }
    };
    return {
      tamper: (kind) => tamperSchema(ask, { schema: place.schema, kind, tools }),
      cleanup: async () => void (await ask(`DROP SCHEMA IF EXISTS "${place.schema}" CASCADE`)),
    };
  },
};
