import type { Database } from 'better-sqlite3';
import { createNumbers } from './numbers.ts';
import type { PlacedEntry } from './placed-entries.ts';

/** Writes what entries are searched by, within a transaction of its caller. */
export interface EntryKeeper {
  /**
   * Keeps it of these, which follow those kept before. Leaves out what cannot be searched by: one entry that was damaged or changed must not
   * hide all that follow. `verify` says that it is missing.
   */
  keep(placed: readonly PlacedEntry[]): void;
  /** Keeps which intents have no outcome; before the transaction ends. */
  settle(): void;
  /** Forgets what is remembered: a transaction was given up, or the index was made anew. */
  forget(): void;
}

interface OpenIntent {
  readonly time: number;
  readonly position: number;
}

/** Makes the keeper of an index. */
export function createEntryKeeper(index: Database): EntryKeeper {
  const insertPlace = index.prepare('insert or ignore into place values (?, ?, ?, ?, ?, ?, ?)');
  const insertPatient = index.prepare('insert or ignore into entry_patient values (?, ?, ?)');
  const hasOutcome = index.prepare("select 1 from place where request = ? and kind = 'outcome' limit 1");
  const insertIntent = index.prepare('insert into unresolved_intent values (?, ?, ?)');
  const deleteIntents = index.prepare('delete from unresolved_intent where request = ?');
  const writers = createNumbers(index, 'writer');
  const names = createNumbers(index, 'name');
  // By request. Nearly every intent has its outcome a moment later, so it is not written at all.
  const open = new Map<string, OpenIntent[]>();
  return {
    keep: (placed) => {
      for (const { position, entry } of placed) {
        if (entry === undefined) continue;
        const { writer, sequence, time, kind, agent, requestId, patients } = entry;
        const number = writers.of(writer);
        const { changes } = insertPlace.run(position, number, sequence, time, kind, names.of(agent.id), requestId);
        // Of two entries that say they are the same one, one was changed.
        if (changes === 0) continue;
        for (const patient of patients) insertPatient.run(names.of(patient), time, position);
        if (kind === 'intent') {
          const intents = open.get(requestId);
          if (intents === undefined) open.set(requestId, [{ time, position }]);
          else intents.push({ time, position });
        } else if (kind === 'outcome') {
          open.delete(requestId);
          deleteIntents.run(requestId);
        }
      }
    },
    settle: () => {
      for (const [requestId, intents] of open) {
        if (hasOutcome.get(requestId) !== undefined) continue;
        for (const { time, position } of intents) insertIntent.run(time, position, requestId);
      }
      open.clear();
    },
    forget: () => {
      writers.forget();
      names.forget();
      open.clear();
    },
  };
}
