import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import small from './small.ledger.config.ts';

// The least assembly with its record in another file, as on another disk.
export default {
  ...small,
  data: {
    ...small.data,
    records: sqliteRecords({ file: join(process.env.BASEPLATE_DATA ?? '', 'other-disk', 'records.db') }),
  },
} satisfies AssemblyConfiguration;
