import type { AuditPlace, ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';

/** An entry with what it is searched by. */
export interface EntryRow {
  readonly writer: string;
  readonly sequence: number;
  readonly time: number;
  readonly kind: string;
  readonly agent: string;
  readonly request: string;
  readonly hash: Buffer;
  readonly content: string;
}

/** A page ends at about so many bytes: one entry of a large search may name thousands of patients. */
const bytesPerPage = 4_000_000;

// The length of what is kept apart is known without fetching it, so a page reads no more than it gives.
const text = `SELECT writer, sequence, time, kind, agent, request, hash, content FROM (
    SELECT *, sum(octet_length(content)) OVER (ORDER BY writer, sequence) - octet_length(content) AS before FROM (
      SELECT * FROM entry WHERE (writer, sequence) > ($1::text, $2::bigint) ORDER BY writer, sequence LIMIT $3) AS page
  ) AS counted WHERE before < ${bytesPerPage} ORDER BY writer, sequence`;

/** Reads entries of all chains after a place, by writer and sequence: at most so many, at least one if there is one. */
export async function readRows(client: PoolClient, after: AuditPlace, limit: number): Promise<readonly EntryRow[]> {
  const values = [after.writer, after.sequence, limit];
  return (await client.query<EntryRow>({ name: 'audit_rows', text, values })).rows;
}

/** A row as the contract has it. */
export function entryOf({ hash, content }: Pick<EntryRow, 'hash' | 'content'>): ChainedAuditEntry {
  return { ...JSON.parse(content), hash: hash.toString('hex') };
}
