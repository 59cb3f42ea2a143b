import { chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import type { AuditFault, AuditHead, AuditVerification } from '@baseplate-epr/contracts';
import type { Connections } from '@baseplate-epr/postgres-connection';
import { findHidden } from './find-hidden.ts';
import { readHeads } from './read-heads.ts';
import { type EntryRow, readRows } from './read-rows.ts';

const rowsPerPage = 1_000;

/**
 * Recomputes every chain, a page at a time; others append meanwhile. Memory is bounded by the page and the number of chains.
 *
 * Also looks whether entries are found by what they say: the chain protects an entry's content only, and somebody could hide one from
 * those who look for it by changing a column or removing a row of an index table.
 */
export async function verifyChains(reading: Connections, known: readonly AuditHead[]): Promise<AuditVerification> {
  const stored = await reading.lend((client) => readHeads(client));
  const expected = Map.groupBy([...known, ...stored], ({ writer }) => writer);
  const walks = new Map<string, ChainWalk>();
  let after = { writer: '', sequence: 0 };
  for (;;) {
    const page = await reading.lend(async (client) => {
      const rows = await readRows(client, after, rowsPerPage);
      return { rows, hidden: await findHidden(client, rows) };
    });
    for (const row of page.rows) {
      const walk = walks.get(row.writer) ?? beginWalk(row.writer, expected.get(row.writer) ?? []);
      walks.set(row.writer, walk);
      walk.take(row, page.hidden.has(row));
    }
    const last = page.rows.at(-1);
    if (last === undefined) break;
    after = { writer: last.writer, sequence: last.sequence };
  }
  for (const [writer, heads] of expected) if (!walks.has(writer)) walks.set(writer, beginWalk(writer, heads));
  const ended = [...walks.values()].map((walk) => walk.end());
  const faults = ended.map(({ fault }) => fault).filter((fault) => fault !== undefined);
  const heads = ended.map(({ head }) => head).filter((head) => head !== undefined);
  return {
    intact: faults.length === 0,
    entries: ended.reduce((sum, { entries }) => sum + entries, 0),
    heads,
    faults,
  };
}

interface ChainWalk {
  take(row: EntryRow, hidden: boolean): void;
  end(): { readonly entries: number; readonly head: AuditHead | undefined; readonly fault: AuditFault | undefined };
}

function beginWalk(writer: string, known: readonly AuditHead[]): ChainWalk {
  const knownHashes = Map.groupBy(known, ({ sequence }) => sequence);
  let entries = 0;
  let head: AuditHead | undefined;
  let fault: AuditFault | undefined;
  const faultAt = (row: EntryRow, hidden: boolean): AuditFault | undefined => {
    const sequence = (head?.sequence ?? 0) + 1;
    if (row.sequence !== sequence) return { writer, sequence, fault: 'missing' };
    const hash = chainHash(head?.hash ?? chainOrigin, row.content);
    if (hash !== row.hash.toString('hex') || hidden) return { writer, sequence, fault: 'changed' };
    const replaced = knownHashes.get(sequence)?.some((other) => other.hash !== hash);
    return replaced ? { writer, sequence, fault: 'replaced' } : undefined;
  };
  return {
    take(row, hidden) {
      fault ??= faultAt(row, hidden);
      head = { writer, sequence: row.sequence, hash: row.hash.toString('hex') };
      entries += 1;
    },
    end() {
      const last = head?.sequence ?? 0;
      if (known.some(({ sequence }) => sequence > last)) fault ??= { writer, sequence: last + 1, fault: 'cut' };
      return { entries, head, fault };
    },
  };
}
