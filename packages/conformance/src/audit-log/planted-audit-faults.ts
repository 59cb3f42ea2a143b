import { setImmediate } from 'node:timers/promises';
import type { AuditEntry, AuditLog, ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../kit/planted-fault.ts';
import { checkAuditEntry } from './check-audit-entry.ts';
import { chainOrigin, hashAuditEntry } from './hash-audit-entry.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { plantAuditFault as plant } from './plant-audit-fault.ts';
import { plantedLoadFaults } from './planted-load-faults.ts';

/** Audit logs that break a promise on purpose. The kit catches each. */
export const plantedAuditFaults: readonly PlantedFault<AuditLog>[] = [
  plant(
    'broken hash chain',
    'Hashes each entry by itself, so that entries can be taken out without a trace.',
    (log, kept) => ({
      append: async (options) => {
        const { head } = await log.append(options);
        const chain = (kept.get(head.writer) ?? []).map((entry) => ({
          ...entry,
          hash: hashAuditEntry(chainOrigin, entry),
        }));
        if (chain.length > 0) kept.set(head.writer, chain);
        return { head: { ...head, hash: chain.at(-1)?.hash ?? head.hash } };
      },
      verify: async () => ({
        intact: true,
        entries: [...kept.values()].flat().length,
        ...(await log.heads()),
        faults: [],
      }),
    }),
  ),
  plant('changed entry overlooked', 'Verifies that numbers are there, not what the entries say.', (log) => ({
    verify: async (options) => {
      const verification = await log.verify(options);
      const faults = verification.faults.filter(({ fault }) => fault !== 'changed');
      return { ...verification, faults, intact: faults.length === 0 };
    },
  })),
  plant('gap overlooked', 'Verifies the hashes of what is there, not that all of it is there.', (log) => ({
    verify: async (options) => {
      const verification = await log.verify(options);
      const faults = verification.faults.filter(({ fault }) => fault !== 'missing');
      return { ...verification, faults, intact: faults.length === 0 };
    },
  })),
  plant('cut tail overlooked', 'Does not miss entries that were cut from the end of a chain.', (log) => ({
    verify: async (options) => {
      const verification = await log.verify(options);
      const faults = verification.faults.filter(({ fault }) => fault !== 'cut');
      return { ...verification, faults, intact: faults.length === 0 };
    },
  })),
  plant(
    'recomputed chain overlooked',
    'Does not compare with heads kept elsewhere, so that a forged chain passes.',
    (log) => ({
      verify: async (options) => {
        const verification = await log.verify(options);
        const faults = verification.faults.filter(({ fault }) => fault !== 'replaced');
        return { ...verification, faults, intact: faults.length === 0 };
      },
    }),
  ),
  plant('append lost', 'Of appends that arrive together keeps only the first, and acknowledges all.', (log) => {
    let writing: ReturnType<AuditLog['append']> | undefined;
    return {
      append: async (options) => {
        if (writing !== undefined) return writing;
        writing = setImmediate().then(() => log.append(options));
        try {
          return await writing;
        } finally {
          writing = undefined;
        }
      },
    };
  }),
  plant(
    'order swapped',
    'Writes the entries of one call in the opposite order: the outcome stands before its intent.',
    (log) => ({
      append: ({ entries }) => log.append({ entries: entries.toReversed() }),
    }),
  ),
  plant(
    'calls mingled',
    'Writes entries one by one, so that those of two calls at once stand in between each other.',
    (log) => ({
      append: async ({ entries }) => {
        entries.forEach(checkAuditEntry);
        let end = await log.append({ entries: [] });
        for (const entry of entries) {
          end = await log.append({ entries: [entry] });
          await setImmediate();
        }
        return end;
      },
    }),
  ),
  plant('refused by half', 'Keeps the entries before the one that was refused.', (log) => ({
    append: async ({ entries }) => {
      let end = await log.append({ entries: [] });
      for (const entry of entries) end = await log.append({ entries: [entry] });
      return end;
    },
  })),
  plant(
    'other patients forgotten',
    'Finds an entry by the first patient it names, not by the others it discloses.',
    (log) => ({
      read: async (query) => {
        const page = await log.read(query);
        const { patient } = query;
        const entries = page.entries.filter(({ patients }) => patient === undefined || patients[0] === patient);
        return { ...page, entries };
      },
    }),
  ),
  plant(
    'resolved unseen',
    'Calls every intent unresolved, so that a start reports writes that ended long ago.',
    (log) => ({
      read: ({ unresolved, ...query }) => log.read(unresolved ? { ...query, kinds: ['intent'] } : query),
    }),
  ),
  plant(
    'pages by time',
    'Goes on after the last moment rather than after the last entry: a busy moment is cut.',
    (log) => ({
      read: async ({ cursor, ...query }) => {
        const low = cursor === undefined ? query.time?.low : Number(cursor) + 1;
        if (Number.isNaN(low)) return log.read({ ...query, cursor: 'malformed' });
        const time = { ...query.time, ...(low === undefined ? {} : { low }) };
        const { entries, next } = await log.read({ ...query, time });
        return { entries, ...(next === undefined ? {} : { next: String(lastTime(entries)) }) };
      },
    }),
  ),
  plant('forgotten at the end', 'Acknowledges entries that are gone when the log is opened again.', (_, kept) =>
    createMemoryAuditLog(new Map(kept)),
  ),
  plant('entry embellished', 'Keeps other words than it was told.', (log) => ({
    append: ({ entries }) => log.append({ entries: entries.map(trimmed) }),
  })),
  ...plantedLoadFaults,
];

const lastTime = (entries: readonly ChainedAuditEntry[]): number => entries.at(-1)?.time ?? 0;

const trimmed = (entry: AuditEntry): AuditEntry => ({ ...entry, action: entry.action || 'unknown' });
