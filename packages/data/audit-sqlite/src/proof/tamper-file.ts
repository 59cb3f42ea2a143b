import type { ProofTools } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { emptyIndex } from '../search-index/match-index.ts';
import { openIndex } from '../search-index/open-index.ts';

/** Damages the chain in a file through a connection of its own, as somebody with access to the disk could. The index follows, as theirs would. */
export function tamperFile(file: string, kind: string, { tamperChain, canonicalJson }: ProofTools): void {
  const database = new Database(file);
  const index = openIndex(file);
  try {
    const rows = database.prepare<[], { hash: Buffer; content: string }>('select hash, content from entry').all();
    const chain = rows
      .map(({ content, hash }) => ({ ...JSON.parse(content), hash: hash.toString('hex') }))
      .sort((one, other) => one.sequence - other.sequence);
    const insertEntry = database.prepare('insert into entry (hash, content) values (?, ?)');
    database.transaction(() => {
      database.exec('delete from entry');
      for (const { hash, ...entry } of tamperChain(kind, chain)) {
        insertEntry.run(Buffer.from(hash, 'hex'), canonicalJson(entry));
      }
    })();
    index.transaction(() => emptyIndex(index))();
  } finally {
    index.close();
    database.close();
  }
}
