import { existsSync } from 'node:fs';
import { BaseplateError } from '@baseplate-epr/contracts';
import { openFile, storageError } from '@baseplate-epr/sqlite-connection';
import type Database from 'better-sqlite3';
import { indexApplicationId, indexMigrations } from './index-schema.ts';

/** The file that keeps what the log in `file` is searched by. */
export const indexFile = (file: string): string => `${file}-index`;

/**
 * Opens that file. One that is not there is made, also by who only looks at the log, since nothing is in it that is not in the log.
 *
 * @param keepsSchema - an earlier schema is refused
 * @throws BaseplateError as `openFile` does
 */
export function openIndex(file: string, keepsSchema = false): Database.Database {
  const path = indexFile(file);
  const schema = { applicationId: indexApplicationId, migrations: indexMigrations };
  try {
    return openFile({ file: path, kept, schema, keepsSchema: keepsSchema && existsSync(path) });
  } catch (error) {
    throw indexError(path, error);
  }
}

const kept = 'The index of the audit log';

/** What callers see of an error of the index: if it is damaged, nothing is lost, and nothing need be restored. */
export function indexError(path: string, error: unknown): BaseplateError {
  const told = storageError(`${kept} ${path}`, error);
  if (told.code !== 'storage-corrupt') return told;
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `${kept} ${path} is damaged, or is no database. Nothing is lost by that: end every process of the record, remove the file and what begins with its name, and start again; it is made anew from the log.`,
    cause: error,
  });
}
