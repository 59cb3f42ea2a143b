import type { Database } from 'better-sqlite3';
import { createNumbers } from './numbers.ts';
import type { PlacedEntry } from './placed-entries.ts';

/** Writes what entries are searched by. */
export interface EntryKeeper {
  /** Keeps it of these, which follow those kept before; within the transaction of the caller. */
  keep(placed: readonly PlacedEntry[]): void;
  /** Forgets what is remembered: a transaction was given up, or the index was made anew. */
  forget(): void;
}

/** Makes the keeper of an index. */
export function createEntryKeeper(index: Database): EntryKeeper {
  const insertPlace = index.prepare('insert into place values (?, ?, ?, ?, ?, ?, ?)');
  const insertPatient = index.prepare('insert or ignore into entry_patient values (?, ?, ?)');
  const hasOutcome = index.prepare("select 1 from place where request = ? and kind = 'outcome' limit 1");
  const insertIntent = index.prepare('insert into unresolved_intent values (?, ?, ?)');
  const deleteIntents = index.prepare('delete from unresolved_intent where request = ?');
  const writers = createNumbers(index, 'writer');
  const names = createNumbers(index, 'name');
  return {
    keep: (placed) => {
      for (const { position, entry } of placed) {
        const { writer, sequence, time, kind, agent, requestId, patients } = entry;
        insertPlace.run(position, writers.of(writer), sequence, time, kind, names.of(agent.id), requestId);
        for (const patient of patients) insertPatient.run(names.of(patient), time, position);
      }
      for (const { position, entry } of placed) {
        const { time, kind, requestId } = entry;
        if (kind === 'outcome') deleteIntents.run(requestId);
        else if (kind === 'intent' && hasOutcome.get(requestId) === undefined)
          insertIntent.run(time, position, requestId);
      }
    },
    forget: () => {
      writers.forget();
      names.forget();
    },
  };
}
