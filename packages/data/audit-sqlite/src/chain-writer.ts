import { chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import type { Database } from 'better-sqlite3';

/** Writes one chain. */
export interface ChainWriter {
  /**
   * Writes entries, given as canonical JSON, which continue the chain, in one durable transaction, and gives the hash of each; none of
   * them is kept if it throws.
   */
  write(contents: readonly string[]): readonly string[];
}

/**
 * Begins a new chain of this writer. What is written here is all that must be durable, and goes to the end of one table; what
 * entries are searched by is kept by the indexer, later and many at once.
 */
export function createChainWriter(database: Database, writer: string): ChainWriter {
  const insertEntry = database.prepare('insert into entry (hash, content) values (?, ?)');
  const upsertChain = database.prepare('insert or replace into chain values (?, ?, ?)');
  let sequence = 0;
  let last = chainOrigin;
  const writeAll = database.transaction((contents: readonly string[]): string[] => {
    let end = last;
    const hashes = contents.map((content) => {
      end = chainHash(end, content);
      insertEntry.run(Buffer.from(end, 'hex'), content);
      return end;
    });
    upsertChain.run(writer, sequence + contents.length, Buffer.from(end, 'hex'));
    return hashes;
  });
  return {
    write: (contents) => {
      const hashes = writeAll.immediate(contents);
      sequence += contents.length;
      last = hashes.at(-1) ?? last;
      return hashes;
    },
  };
}
