import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly with a ledger, whose records are kept in the file that a file of its data folder names, as if somebody had edited this one.
const data = process.env.BASEPLATE_DATA ?? '';
const named = join(data, 'records-file');
const file = join(data, existsSync(named) ? readFileSync(named, 'utf8') : 'records.db');

export default {
  ...small,
  data: { ...small.data, records: sqliteRecords({ file }) },
  ledger: { directory: join(data, 'assembly') },
} satisfies AssemblyConfiguration;
