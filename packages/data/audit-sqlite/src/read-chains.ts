import {
  type AuditChainsOptions,
  type AuditChainsPage,
  BaseplateError,
  type ChainedAuditEntry,
} from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** A page ends at about so much content, in UTF-16 units: one entry of a large search may name thousands of patients. */
const contentPerPage = 4_000_000;

/** Reads one page of entries in the order of their chains; all of them must have been indexed. */
export function readChains(database: Database, { after, limit }: AuditChainsOptions): AuditChainsPage {
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 10,000.' });
  }
  const writers = database
    .prepare<[string], { number: number; writer: string }>(
      'select number, writer from writer where writer >= ? order by writer',
    )
    .all(after?.writer ?? '');
  const rows = database.prepare<[number, number], { hash: Buffer; content: string }>(
    `select e.hash, e.content from place p cross join entry e on e.position = p.position
     where p.writer = ? and p.sequence > ? order by p.sequence`,
  );
  const entries: ChainedAuditEntry[] = [];
  let size = 0;
  for (const { number, writer } of writers) {
    for (const { hash, content } of rows.iterate(number, writer === after?.writer ? after.sequence : 0)) {
      const last = entries.at(-1);
      if (last !== undefined && (entries.length === limit || size >= contentPerPage)) {
        return { entries, next: { writer: last.writer, sequence: last.sequence } };
      }
      entries.push({ ...JSON.parse(content), hash: hash.toString('hex') });
      size += content.length;
    }
  }
  return { entries };
}
