import { setImmediate as nextTurn } from 'node:timers/promises';
import { chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import type { AuditFault, AuditHead, AuditVerification } from '@baseplate-epr/contracts';
import type { Database, Statement } from 'better-sqlite3';
import { readHeads } from './read-heads.ts';
import { createEntryCheck, type EntryCheck, type EntryRow } from './search-index/check-entry-row.ts';

const batch = 1_000;

/**
 * Recomputes every chain up to its end at the moment of the call, in batches that let other work pass between them.
 *
 * @param indexed - called when the ends are known; resolves when everything up to them can be searched for.
 */
export async function verifyChains(
  database: Database,
  known: readonly AuditHead[],
  indexed: () => Promise<void>,
): Promise<AuditVerification> {
  const stored = readHeads(database);
  await indexed();
  const rows = database.prepare<[string, number, number], EntryRow>(
    `select p.position, p.sequence, p.time, p.kind, a.name as agent, p.request, e.hash, e.content
     from place p join entry e on e.position = p.position left join name a on a.number = p.agent
     where p.writer = (select number from writer where writer = ?) and p.sequence > ? order by p.sequence limit ?`,
  );
  const written = database.prepare<[], string>('select writer from writer').pluck().all();
  const writers = new Set([...stored, ...known].map(({ writer }) => writer).concat(written));
  const isSound = createEntryCheck(database);
  const walks: ChainWalk[] = [];
  for (const writer of [...writers].sort()) {
    const heads = [...known, ...stored].filter((head) => head.writer === writer);
    walks.push(await walk(writer, heads, rows, isSound));
  }
  const faults = walks.map(({ fault }) => fault).filter((fault) => fault !== undefined);
  return {
    intact: faults.length === 0,
    entries: walks.reduce((sum, { entries }) => sum + entries, 0),
    heads: walks.map(({ head }) => head).filter((head) => head !== undefined),
    faults,
  };
}

interface ChainWalk {
  readonly entries: number;
  readonly head: AuditHead | undefined;
  readonly fault: AuditFault | undefined;
}

async function walk(
  writer: string,
  known: readonly AuditHead[],
  rows: Statement<[string, number, number], EntryRow>,
  isSound: EntryCheck,
): Promise<ChainWalk> {
  const knownHashes = Map.groupBy(known, ({ sequence }) => sequence);
  let entries = 0;
  let head: AuditHead | undefined;
  let fault: AuditFault | undefined;
  const faultAt = (row: EntryRow): AuditFault | undefined => {
    const sequence = (head?.sequence ?? 0) + 1;
    if (row.sequence !== sequence) return { writer, sequence, fault: 'missing' };
    const hash = chainHash(head?.hash ?? chainOrigin, row.content);
    if (hash !== row.hash.toString('hex') || !isSound(row, writer)) return { writer, sequence, fault: 'changed' };
    const replaced = knownHashes.get(sequence)?.some((other) => other.hash !== hash);
    return replaced ? { writer, sequence, fault: 'replaced' } : undefined;
  };
  for (;;) {
    const page = rows.all(writer, head?.sequence ?? 0, batch);
    for (const row of page) {
      fault ??= faultAt(row);
      head = { writer, sequence: row.sequence, hash: row.hash.toString('hex') };
      entries += 1;
    }
    if (page.length < batch) break;
    await nextTurn();
  }
  const end = head?.sequence ?? 0;
  if (known.some(({ sequence }) => sequence > end)) fault ??= { writer, sequence: end + 1, fault: 'cut' };
  return { entries, head, fault };
}
