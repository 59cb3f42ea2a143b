import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import listening from './listening.config.ts';

// The same with its record in another file.
export default {
  ...listening,
  data: { ...listening.data, records: sqliteRecords({ file: join(process.env.BASEPLATE_DATA ?? '', 'moved.db') }) },
} satisfies AssemblyConfiguration;
