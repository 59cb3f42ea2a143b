import type { AuditEntry } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** An entry with what it is searched by. */
export interface EntryRow {
  readonly position: number;
  readonly sequence: number;
  readonly time: number;
  readonly kind: string;
  readonly agent: string | null;
  readonly request: string;
  readonly hash: Buffer;
  readonly content: string;
}

/** True if what the log searches by says the same as the entry itself, which is of this writer. */
export type EntryCheck = (row: EntryRow, writer: string) => boolean;

/**
 * Makes the check. The chain protects an entry's content only; without this, somebody could hide an entry from those who look
 * for it by changing a column or removing a row of an index table.
 */
export function createEntryCheck(database: Database): EntryCheck {
  const isNamed = database.prepare(
    'select 1 from name n join entry_patient p on p.patient = n.number where n.name = ? and p.time = ? and p.position = ?',
  );
  // Both in one statement: the outcome may be indexed while this looks. Of an outcome that was only written into the index there is no entry.
  const isListedOrEnded = database
    .prepare<[number, number, string], number>(
      `select exists (select 1 from unresolved_intent where time = ? and position = ?)
         != exists (select 1 from place p join entry e on e.position = p.position where p.request = ? and p.kind = 'outcome')`,
    )
    .pluck();
  return (row, writer) => {
    const { time, position, sequence } = row;
    const content: AuditEntry & { writer: string; sequence: number } = JSON.parse(row.content);
    if (content.writer !== writer || content.sequence !== sequence || content.time !== time) return false;
    if (content.kind !== row.kind || content.agent.id !== row.agent || content.requestId !== row.request) return false;
    if (content.patients.some((patient) => isNamed.get(patient, time, position) === undefined)) return false;
    return row.kind !== 'intent' || isListedOrEnded.get(time, position, row.request) === 1;
  };
}
