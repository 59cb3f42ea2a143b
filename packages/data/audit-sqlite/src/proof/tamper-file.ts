import type { ProofTools } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import type { EntryRow } from '../check-entry-row.ts';
import { createIndexer } from '../indexer.ts';

/** Damages the chain in a file through a connection of its own, as somebody with access to the disk could. */
export function tamperFile(file: string, kind: string, { tamperChain, canonicalJson }: ProofTools): void {
  const database = new Database(file);
  try {
    const indexer = createIndexer(database);
    for (let { position, end } = indexer.take(); position < end; ) ({ position, end } = indexer.take());
    const rows = database
      .prepare<[], EntryRow>('select * from place join entry using (position) order by sequence')
      .all();
    const chain = rows.map(({ content, hash }) => ({ ...JSON.parse(content), hash: hash.toString('hex') }));
    const insertEntry = database.prepare('insert into entry (hash, content) values (?, ?)');
    const insertPlace = database.prepare('insert into place values (last_insert_rowid(), ?, ?, ?, ?, ?, ?)');
    database.transaction(() => {
      database.exec('delete from entry; delete from place');
      for (const { hash, ...entry } of tamperChain(kind, chain)) {
        const { writer, sequence, time, agent, requestId } = entry;
        insertEntry.run(Buffer.from(hash, 'hex'), canonicalJson(entry));
        insertPlace.run(writer, sequence, time, entry.kind, agent.id, requestId);
      }
      database.exec('update indexed set position = (select coalesce(max(position), 0) from entry)');
    })();
  } finally {
    database.close();
  }
}
