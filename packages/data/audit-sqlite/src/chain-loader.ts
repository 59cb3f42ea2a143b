import { chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import { type AuditLoadResult, BaseplateError } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';
import type { Indexer } from './search-index/indexer.ts';

/** An entry to take over, as its canonical JSON. */
export interface LoadedEntry {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string;
  readonly content: string;
}

/** Takes over entries of other logs. */
export interface ChainLoader {
  /**
   * Takes over those that are not there, in one durable transaction.
   * @throws BaseplateError `load-conflict`; then none of them is kept
   */
  load(entries: readonly LoadedEntry[]): AuditLoadResult;
}

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** Where a loader finds entries by their numbers. */
export interface LoaderIndex {
  readonly index: Database;
  readonly indexer: Indexer;
}

/** How long it waits for another process that is amid its batch of the index, in milliseconds. */
const patience = 5_000;

/** Makes the loader of a database whose own chain is this writer's. What was loaded is indexed later, as all entries are. */
export function createChainLoader(database: Database, ownWriter: string, { index, indexer }: LoaderIndex): ChainLoader {
  const selectHead = database.prepare<[string], { sequence: number; hash: Buffer }>(
    'select sequence, hash from chain where writer = ?',
  );
  const selectPosition = index
    .prepare<[string, number], number>(
      'select p.position from place p join writer w on w.number = p.writer where w.writer = ? and p.sequence = ?',
    )
    .pluck();
  const selectHash = database.prepare<[number], Buffer>('select hash from entry where position = ?').pluck();
  const insertEntry = database.prepare('insert into entry (hash, content) values (?, ?)');
  const upsertChain = database.prepare('insert or replace into chain values (?, ?, ?)');

  const headOf = (writer: string): Head => {
    const row = selectHead.get(writer);
    return row === undefined ? { sequence: 0, hash: chainOrigin } : { ...row, hash: row.hash.toString('hex') };
  };
  const headsOf = (entries: readonly LoadedEntry[]): Map<string, Head> =>
    new Map([...new Set(entries.map(({ writer }) => writer))].map((writer) => [writer, headOf(writer)]));
  const indexAll = (): void => {
    const { position, end } = indexer.take(patience);
    for (let at = position; at < end; at = indexer.take(patience).position) {}
  };
  const hashThere = (writer: string, sequence: number): string | undefined => {
    if (sequence === 0) return chainOrigin;
    const position = selectPosition.get(writer, sequence);
    return position === undefined ? undefined : selectHash.get(position)?.toString('hex');
  };

  const isAnyWithin = (entries: readonly LoadedEntry[], heads: ReadonlyMap<string, Head>, but?: typeof heads) =>
    entries.some(({ writer, sequence }) => {
      return sequence <= (heads.get(writer)?.sequence ?? 0) && sequence > (but?.get(writer)?.sequence ?? 0);
    });

  /** Gives nothing if a chain has become longer than what is surely indexed of it. */
  const loadAll = database.transaction((entries: readonly LoadedEntry[], indexedHeads: ReadonlyMap<string, Head>) => {
    const heads = headsOf(entries);
    if (isAnyWithin(entries, heads, indexedHeads)) return undefined;
    // By writer and sequence; what is loaded here is not indexed yet.
    const fresh = new Map<string, string>();
    const hashOf = (writer: string, sequence: number) =>
      fresh.get(`${sequence} ${writer}`) ?? hashThere(writer, sequence);
    for (const entry of entries) {
      const { writer, sequence, hash, content } = entry;
      if (writer === ownWriter) throw conflict(entry, 'belongs to the chain that this process is writing');
      const head = heads.get(writer) ?? headOf(writer);
      if (sequence > head.sequence + 1) throw conflict(entry, 'does not follow the entries that are there');
      const follows = sequence === head.sequence + 1;
      const before = follows ? head.hash : hashOf(writer, sequence - 1);
      if (before === undefined || chainHash(before, content) !== hash) throw conflict(entry, 'does not have its hash');
      if (follows) {
        insertEntry.run(Buffer.from(hash, 'hex'), content);
        heads.set(writer, { sequence, hash });
        fresh.set(`${sequence} ${writer}`, hash);
      } else if (hash !== hashOf(writer, sequence)) throw conflict(entry, 'differs from the one that is there');
    }
    for (const [writer, { sequence, hash }] of heads) upsertChain.run(writer, sequence, Buffer.from(hash, 'hex'));
    return { loaded: fresh.size, present: entries.length - fresh.size };
  });
  return {
    load: (entries) => {
      for (;;) {
        const heads = headsOf(entries);
        // Entries are found by their numbers only once they are indexed. Not within the transaction: another process that is amid its batch
        // of the index may be waiting for the log, to append.
        if (isAnyWithin(entries, heads)) indexAll();
        const result = loadAll.immediate(entries, heads);
        if (result !== undefined) return result;
      }
    },
  };
}

function conflict({ writer, sequence }: LoadedEntry, why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `Entry ${sequence} of the audit chain ${writer} ${why}. None of the call was loaded; find out which log is right.`,
    details: { writer, sequence },
  });
}
