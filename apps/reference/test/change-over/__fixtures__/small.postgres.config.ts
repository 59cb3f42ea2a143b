import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { postgresRecords } from '@baseplate-epr/records-postgres';
import small from './small.ledger.config.ts';

// The least assembly with its record in PostgreSQL.
export default {
  ...small,
  data: { ...small.data, records: postgresRecords({ connection: { secret: 'DATABASE_URL' }, readers: 4 }) },
} satisfies AssemblyConfiguration;
