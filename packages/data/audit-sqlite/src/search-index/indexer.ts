import Database from 'better-sqlite3';
import { createEntryKeeper } from './entry-keeper.ts';
import { indexError } from './open-index.ts';
import { createEntryReader } from './placed-entries.ts';
import { requireInPlace } from './require-in-place.ts';

/** Keeps what entries are searched by. */
export interface Indexer {
  /**
   * Takes up the next few entries that are not yet searched by, and makes the batch durable once it is full or nothing is left. It is short,
   * however large they are. Does nothing if another process is amid its batch, which takes up these entries as well.
   *
   * @param patience - how long to wait for another process, in milliseconds; then it throws, unless that one has gone on. Default: not at all
   * @throws BaseplateError `storage-unavailable`, `storage-corrupt`; then nothing of the batch is kept
   */
  take(patience?: number): Progress;
  /** True while a batch is begun: until it ends, no other process can index, so whoever began it must see that it goes on. */
  isAmid(): boolean;
}

/** How far the index has come. */
export interface Progress {
  /** Position of the last entry that is searched by. */
  readonly position: number;
  /** Position of the last entry there was. */
  readonly end: number;
  /** `amid` a batch, which is not searched by yet; `kept` if it is durable; `elsewhere` if another process is amid its own. */
  readonly batch: 'amid' | 'kept' | 'elsewhere';
}

/** So many entries make a batch: enough to share most of the pages they change. */
export const indexedAtOnce = 1_024;
/** And so many patients: one entry of a large search may name thousands. */
const patientsAtOnce = 10_000;

interface Mark {
  readonly position: number;
  readonly generation: string;
}

interface Batch {
  position: number;
  entries: number;
  patients: number;
}

/**
 * Makes the indexer of a log. Five index trees are much more to write than an entry itself: done with every group of entries they were four
 * fifths of what a group cost, and in the log's own file they would hold up its writers. Several processes may take turns; the mark of how far
 * they have come is moved in the same transaction, so an entry is taken up once, also after a crash.
 *
 * @param log - only read
 */
export function createIndexer(log: Database.Database, index: Database.Database): Indexer {
  const readEnd = log.prepare<[], number | null>('select max(position) from entry').pluck();
  const readHash = log.prepare<[number], Buffer>('select hash from entry where position = ?').pluck();
  const readMark = index.prepare<[], Mark>('select position, generation from indexed');
  const moveMark = index.prepare('update indexed set position = ?, hash = ?');
  const begin = index.prepare('begin immediate');
  const commit = index.prepare('commit');
  const rollback = index.prepare('rollback');
  const readFew = createEntryReader(log);
  const inPlace = requireInPlace(index.name);
  const keeper = createEntryKeeper(index);
  let batch: Batch | undefined;
  let generation: string | undefined;

  const progress = (state: Progress['batch']): Progress => {
    return { position: readMark.get()?.position ?? 0, end: readEnd.get() ?? 0, batch: state };
  };
  const beginBatch = (patience: number): Batch | undefined => {
    inPlace();
    index.pragma(`busy_timeout = ${patience}`);
    const before = readMark.get()?.position;
    try {
      begin.run();
    } catch (error) {
      // Also SQLITE_BUSY_SNAPSHOT, where another began in the same moment, and SQLITE_BUSY_RECOVERY, where one was killed.
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (isBusy && (patience === 0 || readMark.get()?.position !== before)) return undefined;
      throw error;
    }
    const mark = readMark.get();
    // Without it the same entries would be taken up for ever.
    if (mark === undefined) throw new Database.SqliteError('The index has no mark', 'SQLITE_CORRUPT');
    if (mark.generation !== generation) keeper.forget();
    generation = mark.generation;
    return { position: mark.position, entries: 0, patients: 0 };
  };
  const takeFew = (patience: number): Progress => {
    batch ??= beginBatch(patience);
    if (batch === undefined) return progress('elsewhere');
    const placed = readFew(batch.position);
    keeper.keep(placed);
    batch.position = placed.at(-1)?.position ?? batch.position;
    batch.entries += placed.length;
    for (const { entry } of placed) batch.patients += entry?.patients.length ?? 0;
    const isFull = batch.entries >= indexedAtOnce || batch.patients >= patientsAtOnce;
    if (!isFull && batch.position < (readEnd.get() ?? 0)) return progress('amid');
    keeper.settle();
    if (batch.entries > 0) moveMark.run(batch.position, readHash.get(batch.position));
    commit.run();
    batch = undefined;
    return progress('kept');
  };
  return {
    take: (patience = 0) => {
      try {
        return takeFew(patience);
      } catch (error) {
        batch = undefined;
        keeper.forget();
        if (index.inTransaction) rollback.run();
        throw indexError(index.name, error);
      }
    },
    isAmid: () => batch !== undefined,
  };
}
