import { hash } from 'node:crypto';
import type { AuditHead } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';
import type { EncodedEntry } from './encode-entry.ts';

/** The hash "before" the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

/** Hash of an entry, from the hash before it and its canonical JSON. */
export const chainHash = (before: string, content: string): string => hash('sha256', `${before}\n${content}`);

/** Writes one chain. */
export interface ChainWriter {
  /**
   * Writes the entries, which continue the chain, in one durable transaction and gives the hash of each; none of them is kept if
   * it throws.
   */
  write(entries: readonly EncodedEntry[]): readonly string[];
}

/** Begins a new chain of this writer. */
export function createChainWriter(database: Database, writer: string): ChainWriter {
  const insertEntry = database.prepare(
    'insert into entry (writer, sequence, time, kind, agent, request, hash, content) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertPatient = database.prepare('insert or ignore into entry_patient values (?, ?, ?, ?)');
  const hasOutcome = database.prepare("select 1 from entry where request = ? and kind = 'outcome' limit 1");
  const insertIntent = database.prepare('insert into unresolved_intent values (?, ?, ?, ?)');
  const deleteIntents = database.prepare('delete from unresolved_intent where request = ?');
  const upsertChain = database.prepare('insert or replace into chain values (?, ?, ?)');

  const writeEntry = (entry: EncodedEntry, { sequence: last, hash: before }: AuditHead): AuditHead => {
    const [time, kind, agent, requestId, patients, content] = entry;
    const sequence = last + 1;
    const next = chainHash(before, content);
    insertEntry.run(writer, sequence, time, kind, agent, requestId, Buffer.from(next, 'hex'), content);
    for (const patient of patients) insertPatient.run(patient, time, writer, sequence);
    if (kind === 'outcome') deleteIntents.run(requestId);
    if (kind === 'intent' && hasOutcome.get(requestId) === undefined)
      insertIntent.run(time, writer, sequence, requestId);
    return { writer, sequence, hash: next };
  };

  let head: AuditHead = { writer, sequence: 0, hash: chainOrigin };
  const writeAll = database.transaction((entries: readonly EncodedEntry[]): AuditHead[] => {
    let end = head;
    const heads = entries.map((entry) => {
      end = writeEntry(entry, end);
      return end;
    });
    upsertChain.run(end.writer, end.sequence, Buffer.from(end.hash, 'hex'));
    return heads;
  });
  return {
    write: (entries) => {
      const heads = writeAll.immediate(entries);
      head = heads.at(-1) ?? head;
      return heads.map((one) => one.hash);
    },
  };
}
