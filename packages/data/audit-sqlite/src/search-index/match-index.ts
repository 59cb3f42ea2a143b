import type { Database } from 'better-sqlite3';

/**
 * Empties an index that is not this log's: the log was restored from a backup beside a later index, or the index was copied from elsewhere. It is
 * known by the entry at which it stands, whose hash holds all of its chain before it. What was emptied is made anew, as if nothing had been indexed.
 * One that matches is only read, so that no start waits for a process that is amid its batch.
 */
export function matchIndex(log: Database, index: Database): void {
  const hashAt = log.prepare<[number], Buffer>('select hash from entry where position = ?').pluck();
  const readMark = index.prepare<[], { position: number; hash: Buffer | null }>('select position, hash from indexed');
  const matches = (): boolean => {
    const mark = readMark.get();
    if (mark === undefined) return false;
    if (mark.position === 0) return true;
    return mark.hash !== null && hashAt.get(mark.position)?.equals(mark.hash) === true;
  };
  if (matches()) return;
  const match = index.transaction(() => {
    if (!matches()) emptyIndex(index);
  });
  match.immediate();
}

/** Forgets all that was indexed, and that numbers of names mean what they did; within the transaction of the caller. */
export function emptyIndex(index: Database): void {
  index.exec(`
    delete from place;
    delete from entry_patient;
    delete from unresolved_intent;
    delete from writer;
    delete from name;
    delete from indexed;
    insert into indexed values (0, null, lower(hex(randomblob(8))));
  `);
}
