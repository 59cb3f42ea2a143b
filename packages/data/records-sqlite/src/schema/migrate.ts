import { fileURLToPath } from 'node:url';
import { BaseplateError } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import { drizzle, migrate } from '../drizzle.ts';

/** The schema this program knows: the number that the newest migration leaves in `PRAGMA user_version`. */
export const schemaVersion = 4;

/** In the published package as in the workspace, the migrations lie beside the folder of the code. */
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings the file to this program's schema. Each start may move it forward, never back.
 * @throws BaseplateError `storage-newer` if a later program has moved it further; `storage-corrupt` if it is somebody else's database.
 */
export function migrateSchema(database: Database.Database): void {
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > schemaVersion) throw newer(found);
  const foreign = database.prepare(
    "SELECT 1 FROM sqlite_schema WHERE name NOT LIKE '\\_\\_drizzle%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  );
  if (found === 0 && foreign.get() !== undefined) {
    throw new BaseplateError({
      code: 'storage-corrupt',
      message:
        'The file in the configuration is a database of some other program. Name another file for the record; this one was left as it is.',
    });
  }
  if (found < schemaVersion) migrate(drizzle(database), { migrationsFolder });
}

/**
 * Sees that a file has this program's schema, and changes nothing.
 * @throws BaseplateError `storage-newer` if it has a later one; `precondition-failed` if it has an earlier one, or there is no file
 */
export function requireCurrentSchema(database: Database.Database | undefined): void {
  const found = Number(database?.pragma('user_version', { simple: true }) ?? 0);
  if (found > schemaVersion) throw newer(found);
  if (found === schemaVersion) return;
  throw new BaseplateError({
    code: 'precondition-failed',
    message: `The record's file has schema ${found}, and this program would bring it to ${schemaVersion}, which only a start of the record may do. Use the release that serves, or start the record with this one first.`,
    details: { found, known: schemaVersion },
  });
}

function newer(found: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-newer',
    message: `The record's file has schema ${found}, and this program knows schemas up to ${schemaVersion}: a later version of the program has used it. Start that later version, or restore a backup from before it.`,
    details: { found, known: schemaVersion },
  });
}
