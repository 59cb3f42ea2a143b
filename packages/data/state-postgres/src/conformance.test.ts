import { registerKit, stateStoreKit } from '@baseplate-epr/conformance';
import { inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresStateStore } from './create-postgres-state-store.ts';

const connection = inject('postgresUrl');

registerKit({
  kit: stateStoreKit,
  test,
  subject: {
    create: async () => {
      const schema = freshSchema();
      const reopen = async () => createPostgresStateStore({ connection, schema });
      return { adapter: await reopen(), reopen, cleanup: () => dropSchema(connection, schema) };
    },
  },
});
