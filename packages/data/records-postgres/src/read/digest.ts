import type { DigestOptions, DigestResult } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { requireLimit } from '../connection/limits.ts';
import { asc, drizzle, gt } from '../drizzle.ts';
import { bucket, compartment } from '../schema/schema.ts';

/** Reads the digests that each commit keeps up to date. */
export async function digest(client: PoolClient, { by, after, limit }: DigestOptions): Promise<DigestResult> {
  requireLimit(limit);
  const table = by === 'bucket' ? bucket : compartment;
  const found = await drizzle(client)
    .select({ name: table.name, versions: table.versions, sum: table.sum })
    .from(table)
    .where(after === undefined ? undefined : gt(table.name, after))
    .orderBy(asc(table.name))
    .limit(limit + 1);
  const ranges = found
    .slice(0, limit)
    .map(({ name, versions, sum }) => ({ name, versions, sum: BigInt(sum).toString(16).padStart(32, '0') }));
  const last = ranges.at(-1);
  return found.length > limit && last !== undefined ? { ranges, next: last.name } : { ranges };
}
