import { canonicalJson, tamperChain } from '@baseplate-epr/conformance';
import Database from 'better-sqlite3';
import type { EntryRow } from '../check-entry-row.ts';

/** Damages the chain in a file through a connection of its own, as somebody with access to the disk could. */
export function tamperFile(file: string, kind: string): void {
  const database = new Database(file);
  try {
    const rows = database.prepare<[], EntryRow>('select * from entry order by sequence').all();
    const chain = rows.map(({ content, hash }) => ({ ...JSON.parse(content), hash: hash.toString('hex') }));
    const insert = database.prepare(
      'insert into entry (writer, sequence, time, kind, agent, request, hash, content) values (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    database.transaction(() => {
      database.prepare('delete from entry').run();
      for (const { hash, ...entry } of tamperChain(kind, chain)) {
        const { writer, sequence, time, agent, requestId } = entry;
        insert.run(
          writer,
          sequence,
          time,
          entry.kind,
          agent.id,
          requestId,
          Buffer.from(hash, 'hex'),
          canonicalJson(entry),
        );
      }
    })();
  } finally {
    database.close();
  }
}
