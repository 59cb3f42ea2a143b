import type { ReadOptions, StoredVersion } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { type Sql, sql } from '../query/sql.ts';
import { versionColumns, versionOf } from './version-row.ts';

/** Reads one version, by one statement. */
export async function readVersion(ask: Ask, { type, id, versionId }: ReadOptions): Promise<StoredVersion | undefined> {
  if (versionId !== undefined && !/^[1-9][0-9]{0,15}$/.test(versionId)) return undefined;
  const version: Sql = versionId === undefined ? sql`v.version = r.version` : sql`v.version = ${versionId}::bigint`;
  const [row] = await ask(
    sql`SELECT ${versionColumns} FROM resource r JOIN version v ON v.home = r.home AND v.resource = r.key AND ${version} WHERE r.type = ${type} AND r.id = ${id}`,
  );
  return row === undefined ? undefined : versionOf(row);
}
