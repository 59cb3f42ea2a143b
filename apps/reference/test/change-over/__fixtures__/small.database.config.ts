import { postgresAudit } from '@baseplate-epr/audit-postgres';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { postgresState } from '@baseplate-epr/state-postgres';
import postgres from './small.postgres.config.ts';

// The least assembly with its record, audit and state in PostgreSQL, and its documents in a folder.
export default {
  ...postgres,
  data: {
    ...postgres.data,
    audit: postgresAudit({ connection: { secret: 'DATABASE_URL' } }),
    state: postgresState({ connection: { secret: 'DATABASE_URL' } }),
  },
} satisfies AssemblyConfiguration;
