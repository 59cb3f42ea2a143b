import { defineAssembly } from '@baseplate-epr/composer';
import { postgresRecords } from '@baseplate-epr/records-postgres';
import reference from './baseplate.config.ts';

// The reference assembly with its record in PostgreSQL: DATABASE_URL says where, in the environment of every process that serves.
export default defineAssembly({
  ...reference,
  data: { ...reference.data, records: postgresRecords({ connection: { secret: 'DATABASE_URL' } }) },
});
