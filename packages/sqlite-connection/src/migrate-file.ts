import { BaseplateError } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';

/** The schema of a kind of file, as a program knows it. */
export interface FileSchema {
  /** Marks the file, so that no other store's file is taken for one. */
  readonly applicationId: number;
  /** Statements that take the schema from version n to n + 1, at place n. One that was ever released never changes. */
  readonly migrations: readonly string[];
}

/**
 * Brings a file to the schema of this program, in one transaction. Each start may move it forward, never back.
 *
 * @param what - the file, in words
 * @param keepsSchema - an earlier schema is refused instead
 * @throws BaseplateError `configuration-invalid` of somebody else's database, `storage-newer`, `precondition-failed`
 */
export function migrateFile(
  database: Database.Database,
  what: string,
  { applicationId, migrations }: FileSchema,
  keepsSchema: boolean,
): void {
  const step = database.transaction(() => {
    const version = versionOf(database);
    const owner = database.pragma('application_id', { simple: true });
    const tables = database.prepare('select count(*) from sqlite_schema').pluck().get();
    if (owner !== applicationId && (version > 0 || tables !== 0)) {
      throw new BaseplateError({
        code: 'configuration-invalid',
        message: `${what} is a database of something else. Name another file.`,
      });
    }
    if (version > migrations.length) {
      throw new BaseplateError({
        code: 'storage-newer',
        message: `${what} has schema ${version}; this program knows ${migrations.length}. Install the newer program again.`,
      });
    }
    if (version === migrations.length) return;
    if (keepsSchema) {
      throw new BaseplateError({
        code: 'precondition-failed',
        message: `${what} has schema ${version}, and this program would bring it to ${migrations.length}, which only a start of the record may do. Use the release that serves, or start the record with this one first.`,
      });
    }
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  // What is as it is to be is not locked: whoever writes to it may be at it for long, and a start need not wait for that.
  if (isOf(database, { applicationId, migrations })) return;
  step.immediate();
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function isOf(database: Database.Database, { applicationId, migrations }: FileSchema): boolean {
  return (
    versionOf(database) === migrations.length && database.pragma('application_id', { simple: true }) === applicationId
  );
}
