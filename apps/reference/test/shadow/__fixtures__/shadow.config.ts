import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import small from '../../change-over/__fixtures__/small.ledger.config.ts';

// The assembly with its record in another file.
export default {
  ...small,
  data: { ...small.data, records: sqliteRecords({ file: join(process.env.BASEPLATE_DATA ?? '', 'shadow.db') }) },
} satisfies AssemblyConfiguration;
