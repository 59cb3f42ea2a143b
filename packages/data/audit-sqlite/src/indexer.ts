import type { AuditEntry } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** Keeps what entries are searched by. */
export interface Indexer {
  /**
   * Takes up the oldest entries that are not yet searched by, in one transaction: so many that it is short, however large the
   * entries are, and at least one if there is one.
   */
  take(): Progress;
}

/** How far the index has come. */
export interface Progress {
  /** Position of the last entry that is searched by. */
  readonly position: number;
  /** Position of the last entry there was. */
  readonly end: number;
}

/** So many entries are indexed at once: enough to share most of the pages they change. */
export const indexedAtOnce = 256;
/**
 * And no more than about so much content, in UTF-16 units, and so many patients: one entry of a large search may name thousands, and
 * until the batch is down it is in memory and no process can append.
 */
export const contentAtOnce = 1_000_000;
const patientsAtOnce = 5_000;

type Content = AuditEntry & { readonly writer: string; readonly sequence: number };

interface Placed {
  readonly position: number;
  readonly entry: Content;
}

/**
 * Makes the indexer of a database. Five index trees are much more to write than an entry itself: done with every group of entries
 * they were four fifths of what a group cost. Several processes may take turns; the mark of how far they have come is
 * moved in the same transaction, so an entry is taken up once, also after a crash.
 */
export function createIndexer(database: Database): Indexer {
  const readMark = database.prepare<[], number>('select position from indexed').pluck();
  const readEnd = database.prepare<[], number | null>('select max(position) from entry').pluck();
  const moveMark = database.prepare('update indexed set position = ?');
  const selectNew = database
    .prepare<[number, number], [number, string]>(
      'select position, content from entry where position > ? order by position limit ?',
    )
    .raw();
  const insertPlace = database.prepare('insert into place values (?, ?, ?, ?, ?, ?, ?)');
  const insertPatient = database.prepare('insert or ignore into entry_patient values (?, ?, ?, ?)');
  const hasOutcome = database.prepare("select 1 from place where request = ? and kind = 'outcome' limit 1");
  const insertIntent = database.prepare('insert into unresolved_intent values (?, ?, ?, ?)');
  const deleteIntents = database.prepare('delete from unresolved_intent where request = ?');

  const index = (entries: readonly Content[]): void => {
    const ended = new Set(entries.filter(({ kind }) => kind === 'outcome').map(({ requestId }) => requestId));
    for (const { time, kind, requestId, writer, sequence, patients } of entries) {
      for (const patient of patients) insertPatient.run(patient, time, writer, sequence);
      const open = kind === 'intent' && !ended.has(requestId) && hasOutcome.get(requestId) === undefined;
      if (open) insertIntent.run(time, writer, sequence, requestId);
    }
    for (const requestId of ended) deleteIntents.run(requestId);
  };
  // All is read before anything is written: a connection writes nothing while it iterates.
  const readSome = (after: number): Placed[] => {
    const placed: Placed[] = [];
    let size = 0;
    let patients = 0;
    for (const [position, content] of selectNew.iterate(after, indexedAtOnce)) {
      const entry: Content = JSON.parse(content);
      placed.push({ position, entry });
      size += content.length;
      patients += entry.patients.length;
      if (size >= contentAtOnce || patients >= patientsAtOnce) break;
    }
    return placed;
  };
  const takeSome = database.transaction((): Progress => {
    const before = readMark.get() ?? 0;
    const placed = readSome(before);
    for (const { position, entry } of placed) {
      const { writer, sequence, time, kind, agent, requestId } = entry;
      insertPlace.run(position, writer, sequence, time, kind, agent.id, requestId);
    }
    index(placed.map(({ entry }) => entry));
    const position = placed.at(-1)?.position ?? before;
    if (position > before) moveMark.run(position);
    return { position, end: readEnd.get() ?? position };
  });
  return { take: () => takeSome.immediate() };
}
