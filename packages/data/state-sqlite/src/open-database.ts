import { openFile } from '@baseplate-epr/sqlite-connection';
import type Database from 'better-sqlite3';
import { applicationId, migrations } from './migrations.ts';

/** Opens the database file, durable and with the schema of this program; see `openFile`. */
export function openDatabase(file: string, keepsSchema = false): Database.Database {
  return openFile({ file, kept: 'The state store', schema: { applicationId, migrations }, keepsSchema });
}
