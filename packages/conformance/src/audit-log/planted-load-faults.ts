import { setImmediate } from 'node:timers/promises';
import { type AuditLog, type ChainedAuditEntry, isBaseplateError } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../kit/planted-fault.ts';
import { checkAuditEntry } from './check-audit-entry.ts';
import { loadChains } from './load-chains.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { plantAuditFault as plant } from './plant-audit-fault.ts';
import { withoutPlace } from './trial-entries.ts';
import type { AuditChains } from './verify-chains.ts';

/** Audit logs that hand over or take over chains wrongly, so that a change-over would lose or forge evidence. */
export const plantedLoadFaults: readonly PlantedFault<AuditLog>[] = [
  plant('chains by time', 'Gives entries in the order of their times, in which no chain can be followed.', (log) => ({
    chains: async (options) => {
      const page = await log.chains(options);
      return { ...page, entries: page.entries.toSorted((left, right) => left.time - right.time) };
    },
  })),
  plant('later chains forgotten', 'Says at the end of the first chain that there is no more.', (log) => ({
    chains: async (options) => {
      const { entries, next } = await log.chains(options);
      const [first] = entries;
      const same = entries.filter(({ writer }) => writer === first?.writer);
      return { entries: same, ...(next === undefined || same.length < entries.length ? {} : { next }) };
    },
  })),
  plant('place counted twice', 'Begins a page with the entry that ended the one before.', (log) => ({
    chains: ({ after, limit }) =>
      log.chains({ limit, ...(after === undefined ? {} : { after: { ...after, sequence: after.sequence - 1 } }) }),
  })),
  plant('chains as they were', 'Gives the chains as they were when somebody asked for their ends.', (log, kept) => {
    let then: AuditChains | undefined;
    return {
      heads: async () => {
        then = new Map(kept);
        return log.heads();
      },
      chains: (options) => (then === undefined ? log : createMemoryAuditLog(then)).chains(options),
    };
  }),
  plant('any page size', 'Takes any limit for one that it knows, so that one call may ask for everything.', (log) => ({
    chains: ({ limit, ...options }) =>
      log.chains({ ...options, limit: Math.min(Math.max(Math.trunc(limit) || 1, 1), 10_000) }),
  })),
  plant(
    'chained anew',
    'Appends what it is to load to its own chain: no head kept elsewhere fits any more.',
    (log) => ({
      load: async ({ entries }) => {
        await log.append({ entries: entries.map(withoutPlace) });
        return { loaded: entries.length, present: 0 };
      },
    }),
  ),
  plant('loaded unfound', 'Keeps what it loads, and leaves it out of every report about a patient.', (log) => {
    const loaded = new Set<string>();
    return {
      load: async (options) => {
        for (const { writer } of options.entries) loaded.add(writer);
        return log.load(options);
      },
      read: async (query) => {
        const page = await log.read(query);
        const found = page.entries.filter(({ writer }) => query.patient === undefined || !loaded.has(writer));
        return { ...page, entries: found };
      },
    };
  }),
  plant('load unverified', 'Believes every hash that it is given.', (log, kept) => ({
    load: (options) => log.load(options).catch((error) => keepAnyway(error, kept, options.entries, 0)),
  })),
  plant('gaps loaded', 'Takes what follows a gap, so that nobody sees that something is missing.', (log, kept) => ({
    load: (options) => log.load(options).catch((error) => keepAnyway(error, kept, options.entries, 1)),
  })),
  plant(
    'contradiction passed over',
    'Keeps the entry that is there, and says that the other one is too.',
    (log, kept) => ({
      load: async ({ entries }) => {
        const isThere = ({ writer, sequence }: ChainedAuditEntry) => (kept.get(writer)?.length ?? 0) >= sequence;
        const { loaded } = await log.load({ entries: entries.filter((entry) => !isThere(entry)) });
        return { loaded, present: entries.length - loaded };
      },
    }),
  ),
  plant(
    'second load destroys',
    'Takes a load that is given again for an error, and throws away what is there.',
    (log, kept) => ({
      load: async (options) => {
        const result = await log.load(options);
        if (result.present > 0) for (const { writer } of options.entries) kept.delete(writer);
        return result;
      },
    }),
  ),
  plant('loaded by half', 'Keeps the entries before the one that was refused.', (log) => ({
    load: async ({ entries }) => {
      entries.forEach(checkAuditEntry);
      for (const entry of entries) await log.load({ entries: [entry] });
      return { loaded: entries.length, present: 0 };
    },
  })),
  plant('loads raced', 'Looks what is there, waits, and then writes without looking again.', (log, kept) => ({
    load: async ({ entries }) => {
      const { head } = await log.append({ entries: [] });
      const seen = new Map(kept);
      const result = loadChains(seen, entries, head.writer);
      await setImmediate();
      for (const { writer } of entries) kept.set(writer, seen.get(writer) ?? []);
      return result;
    },
  })),
  plant('appends lost in a load', 'Puts back its own chain as it was when the load began.', (log, kept) => ({
    load: async (options) => {
      const { head } = await log.append({ entries: [] });
      const own = kept.get(head.writer);
      const result = await log.load(options);
      await setImmediate();
      if (own !== undefined) kept.set(head.writer, own);
      return result;
    },
  })),
  plant('own chain forked', 'Lets a load write into the chain that the process goes on with.', (_, kept) => ({
    load: async ({ entries }) => loadChains(kept, entries, ''),
  })),
];

/** Keeps entries that were refused: those that follow the last one by number, or, with a gap, those that are beyond it. */
function keepAnyway(error: unknown, kept: AuditChains, entries: readonly ChainedAuditEntry[], gap: number) {
  if (!isBaseplateError(error) || error.code !== 'load-conflict') throw error;
  let loaded = 0;
  for (const entry of entries) {
    const chain = kept.get(entry.writer) ?? [];
    const last = chain.at(-1)?.sequence ?? 0;
    const follows = entry.sequence === last + 1;
    if (!follows && (gap === 0 || entry.sequence <= last)) throw error;
    kept.set(entry.writer, [...chain, entry]);
    loaded += 1;
  }
  return { loaded, present: 0 };
}
