import type { ModuleProof } from '@baseplate-epr/contracts';
import { connectionString } from '@baseplate-epr/postgres-connection';
import pg from 'pg';
import type { PostgresRecordsOptions } from '../options.ts';
import { resolveOptions } from '../resolve-options.ts';

/** How `baseplate conform` takes away the schema that a case has made. */
export const proof: ModuleProof = {
  async prepare({ options }) {
    const place = resolveOptions(options as PostgresRecordsOptions);
    return {
      async cleanup() {
        const client = new pg.Client({ connectionString: connectionString(place) });
        await client.connect();
        try {
          await client.query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${place.schema}" CASCADE`);
        } finally {
          await client.end();
        }
      },
    };
  },
};
