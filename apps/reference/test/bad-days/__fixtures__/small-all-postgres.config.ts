import { postgresAudit } from '@baseplate-epr/audit-postgres';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { postgresRecords } from '@baseplate-epr/records-postgres';
import { postgresState } from '@baseplate-epr/state-postgres';
import small from '../../start/__fixtures__/small.config.ts';

const connection = { secret: 'DATABASE_URL' };

// The least assembly there is, with record, audit and state in the PostgreSQL server that a test has started.
export default {
  ...small,
  data: {
    ...small.data,
    records: postgresRecords({ connection, readers: 4 }),
    audit: postgresAudit({ connection }),
    state: postgresState({ connection }),
  },
} satisfies AssemblyConfiguration;
