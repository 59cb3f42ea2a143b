import type { AuditEntry } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** Keeps what entries are searched by. */
export interface Indexer {
  /** Takes up the oldest entries that are not yet searched by, at most so many. False if there was nothing left to do. */
  take(limit: number): boolean;
}

type Content = AuditEntry & { readonly writer: string; readonly sequence: number };

/**
 * Makes the indexer of a database. Five index trees are much more to write than an entry itself: done with every group of entries
 * they were four fifths of what a group cost. Several processes may take turns; the mark of how far they have come is
 * moved in the same transaction, so an entry is taken up once, also after a crash.
 */
export function createIndexer(database: Database): Indexer {
  const readMark = database.prepare<[], number>('select position from indexed').pluck();
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
  const takeSome = database.transaction((limit: number): boolean => {
    const rows = selectNew.all(readMark.get() ?? 0, limit);
    const last = rows.at(-1);
    if (last === undefined) return false;
    const entries = rows.map(([position, content]) => {
      const entry: Content = JSON.parse(content);
      const { writer, sequence, time, kind, agent, requestId } = entry;
      insertPlace.run(position, writer, sequence, time, kind, agent.id, requestId);
      return entry;
    });
    index(entries);
    moveMark.run(last[0]);
    return true;
  });
  return { take: (limit) => takeSome.immediate(limit) };
}
