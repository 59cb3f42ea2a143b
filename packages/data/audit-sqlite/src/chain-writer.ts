import { hash } from 'node:crypto';
import type { AuditEntry, AuditHead } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';
import { canonicalEntry } from './canonical-entry.ts';

/** The hash "before" the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

/** Hash of an entry, from the hash before it and its canonical JSON. */
export const chainHash = (before: string, content: string): string => hash('sha256', `${before}\n${content}`);

/** Writes one chain. */
export interface ChainWriter {
  readonly head: AuditHead;
  /**
   * Writes all groups in one durable transaction and gives the head after each; none of them is kept if it throws.
   */
  write(groups: readonly (readonly AuditEntry[])[]): readonly AuditHead[];
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

  const writeEntry = (entry: AuditEntry, { sequence: last, hash: before }: AuditHead): AuditHead => {
    const { time, kind, requestId } = entry;
    const sequence = last + 1;
    const content = canonicalEntry(entry, writer, sequence);
    const next = chainHash(before, content);
    insertEntry.run(writer, sequence, time, kind, entry.agent.id, requestId, Buffer.from(next, 'hex'), content);
    for (const patient of entry.patients) insertPatient.run(patient, time, writer, sequence);
    if (kind === 'outcome') deleteIntents.run(requestId);
    if (kind === 'intent' && hasOutcome.get(requestId) === undefined)
      insertIntent.run(time, writer, sequence, requestId);
    return { writer, sequence, hash: next };
  };

  let head: AuditHead = { writer, sequence: 0, hash: chainOrigin };
  const writeGroups = database.transaction((groups: readonly (readonly AuditEntry[])[]): AuditHead[] => {
    let end = head;
    const heads = groups.map((entries) => {
      for (const entry of entries) end = writeEntry(entry, end);
      return end;
    });
    if (end !== head) upsertChain.run(end.writer, end.sequence, Buffer.from(end.hash, 'hex'));
    return heads;
  });
  return {
    get head() {
      return head;
    },
    write: (groups) => {
      const heads = writeGroups.immediate(groups);
      head = heads.at(-1) ?? head;
      return heads;
    },
  };
}
