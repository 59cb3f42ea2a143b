import type { DigestOptions, DigestResult } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import { requireLimit } from '../connection/limits.ts';
import { and, asc, drizzle, gt } from '../drizzle.ts';
import { bucket, compartment } from '../schema/schema.ts';

/** Reads the digests that each commit keeps up to date. */
export function digest(database: Database.Database, { by, after, limit }: DigestOptions): DigestResult {
  requireLimit(limit);
  const table = by === 'bucket' ? bucket : compartment;
  const found = drizzle(database)
    .select({ name: table.name, versions: table.versions, sum: table.sum })
    .from(table)
    .where(and(gt(table.versions, 0), after === undefined ? undefined : gt(table.name, after)))
    .orderBy(asc(table.name))
    .limit(limit + 1)
    .all();
  const ranges = found.slice(0, limit);
  const last = ranges.at(-1);
  return found.length > limit && last !== undefined ? { ranges, next: last.name } : { ranges };
}
