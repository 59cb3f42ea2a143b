import type { AuditHead } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** The ends of all chains as their writers left them, ordered by writer. */
export function readHeads(database: Database): AuditHead[] {
  return database
    .prepare<[], { writer: string; sequence: number; hash: Buffer }>('select * from chain order by writer')
    .all()
    .map(({ writer, sequence, hash }) => ({ writer, sequence, hash: hash.toString('hex') }));
}
