import {
  type AuditHead,
  type AuditLog,
  type AuditPlace,
  BaseplateError,
  type ChainedAuditEntry,
} from '@baseplate-epr/contracts';
import { compareBytes, pageOf } from '../memory/page-of.ts';
import { checkAuditEntry } from './check-audit-entry.ts';
import { chainOrigin, hashAuditEntry } from './hash-audit-entry.ts';
import { loadChains } from './load-chains.ts';
import { selectAuditEntries } from './select-audit-entries.ts';
import { type AuditChains, verifyChains } from './verify-chains.ts';

/**
 * The audit log at its plainest, for tests and as the measure of what is right. Durable for as long as `kept` is held: give the
 * same to another log to open it again.
 */
export function createMemoryAuditLog(kept: AuditChains = new Map()): AuditLog {
  let writer = '';
  const headOf = (name: string): AuditHead => {
    const last = kept.get(name)?.at(-1);
    return { writer: name, sequence: last?.sequence ?? 0, hash: last?.hash ?? chainOrigin };
  };
  const heads = (): AuditHead[] => [...kept.keys()].sort().map(headOf);
  return {
    contract: 'audit-log',
    contractVersion: 1,
    start: async ({ randomBytes }) => {
      do writer = Buffer.from(randomBytes(8)).toString('hex');
      while (kept.has(writer));
    },
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    append: async ({ entries }) => {
      entries.forEach(checkAuditEntry);
      for (const entry of entries) {
        const { sequence, hash: before } = headOf(writer);
        const placed = { ...structuredClone(entry), writer, sequence: sequence + 1 };
        const chained: ChainedAuditEntry = { ...placed, hash: hashAuditEntry(before, placed) };
        kept.set(writer, [...(kept.get(writer) ?? []), chained]);
      }
      return { head: headOf(writer) };
    },
    read: async (query) => {
      const sorted = selectAuditEntries([...kept.values()].flat(), query);
      if (query.cursor !== undefined && !sorted.cursorPattern.test(query.cursor)) {
        throw new BaseplateError({
          code: 'query-invalid',
          message: 'The cursor is malformed. Begin again without one.',
        });
      }
      const page = { after: query.cursor, limit: query.limit, maximum: 10_000 };
      const { items, next } = pageOf(sorted.entries, page, sorted.keyOf);
      return { entries: structuredClone(items), ...(next === undefined ? {} : { next }) };
    },
    heads: async () => ({ heads: heads() }),
    chains: async ({ after, limit }) => {
      const all = [...kept].sort(([left], [right]) => compareBytes(left, right)).flatMap(([, chain]) => chain);
      const rest = all.filter((entry) => after === undefined || comparePlaces(entry, after) > 0);
      const { items } = pageOf(rest, { after: undefined, limit, maximum: 10_000 }, ({ writer }) => writer);
      const last = items.at(-1);
      const next = last === undefined || rest.length === items.length ? {} : { next: placeOf(last) };
      return { entries: structuredClone(items), ...next };
    },
    load: async ({ entries }) => loadChains(kept, entries, writer),
    verify: async ({ known = [] }) => verifyChains(kept, known),
  };
}

const comparePlaces = (left: AuditPlace, right: AuditPlace): number =>
  compareBytes(left.writer, right.writer) || left.sequence - right.sequence;

const placeOf = ({ writer, sequence }: ChainedAuditEntry): AuditPlace => ({ writer, sequence });
