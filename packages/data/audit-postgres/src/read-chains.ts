import type { AuditChainsOptions, AuditChainsPage } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { entryOf, readRows } from './read-rows.ts';
import { requireLimit } from './require-limit.ts';

/** Reads one page of entries in the order of their chains. */
export async function readChains(client: PoolClient, { after, limit }: AuditChainsOptions): Promise<AuditChainsPage> {
  requireLimit(limit);
  const rows = await readRows(client, after ?? { writer: '', sequence: 0 }, limit);
  const last = rows.at(-1);
  const entries = rows.map(entryOf);
  if (last === undefined) return { entries };
  const { rowCount } = await client.query({
    name: 'audit_more',
    text: 'SELECT FROM entry WHERE (writer, sequence) > ($1::text, $2::bigint) ORDER BY writer, sequence LIMIT 1',
    values: [last.writer, last.sequence],
  });
  return { entries, ...(rowCount === 0 ? {} : { next: { writer: last.writer, sequence: last.sequence } }) };
}
