import type { ModuleProof } from '@baseplate-epr/contracts';
import { openConnections, resolvePlace } from '@baseplate-epr/postgres-connection';
import type { PostgresStateOptions } from '../postgres-state-options.ts';

/** How `baseplate conform` takes away the schema that a case has made. */
export const proof: ModuleProof = {
  async prepare({ options }) {
    const place = resolvePlace(options as PostgresStateOptions, {
      what: 'state',
      schema: 'baseplate_state',
      readers: 1,
    });
    return {
      async cleanup() {
        const connections = openConnections(place, { purpose: 'proof', max: 1 });
        try {
          await connections.lend((client) => client.query(`DROP SCHEMA IF EXISTS "${place.schema}" CASCADE`));
        } finally {
          await connections.close();
        }
      },
    };
  },
};
