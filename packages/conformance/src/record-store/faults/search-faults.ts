import {
  BaseplateError,
  type IndexEntry,
  isBaseplateError,
  type RecordStore,
  type SearchResult,
  type Write,
} from '@baseplate-epr/contracts';
import { readCursor, writeCursor } from '@baseplate-epr/record-query';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { createMemoryRecordStore } from '../memory-record-store.ts';
import { mapWhere } from './map-predicate.ts';
import { plant, type Spoil } from './plant.ts';

/** Stores that find wrongly. */
export const searchFaults: readonly PlantedFault<RecordStore>[] = [
  plant('unstable sort', 'The order of an answer changes from call to call.', () => {
    let calls = 0;
    return (store) => ({
      search: async (query) => {
        const result = await store.search(query);
        calls += 1;
        return calls % 2 === 0 ? { ...result, matches: [...result.matches].reverse() } : result;
      },
    });
  }),
  plant(
    'unstable page',
    'Pages are counted from the front, so that what comes or goes shifts them.',
    () => (store) => ({
      search: async ({ cursor, ...query }) => {
        const kind = JSON.stringify(query.sort ?? []);
        const offset = cursor === undefined ? 0 : readCursor(kind, cursor);
        if (typeof offset !== 'number') throw cursorRefused();
        const until = offset + query.count;
        const result = await store.search({ ...query, count: Math.min(until, 10_000) });
        const matches = result.matches.slice(offset);
        const { next: _, ...rest } = result;
        return { ...rest, matches, ...(result.next === undefined ? {} : { next: writeCursor(kind, until) }) };
      },
    }),
  ),
  plant('not per entry', 'A resource with one other code counts as not having the code asked for.', () => {
    const codes = new Map<string, Set<string>>();
    return (store) => ({
      commit: (options) => {
        for (const { version } of options.writes) for (const entry of version.entries) remember(codes, entry);
        return store.commit(options);
      },
      search: (query) =>
        store.search(
          mapWhere(query, (part) => {
            if (part.kind !== 'not' || part.predicate.kind !== 'token' || part.predicate.code === undefined)
              return part;
            const { parameter, code } = part.predicate;
            const others = [...(codes.get(parameter) ?? [])].filter((other) => other !== code);
            return { kind: 'or', predicates: others.map((other) => ({ kind: 'token', parameter, code: other })) };
          }),
        ),
    });
  }),
  plant('composite across elements', 'The parts of a composite may come from different elements.', () => (store) => ({
    search: (query) =>
      store.search(
        mapWhere(query, (part) => (part.kind === 'composite' ? { kind: 'and', predicates: part.parts } : part)),
      ),
  })),
  plant(
    'remembered too long',
    'A chart is remembered until something is written into it; what leaves it is not noticed.',
    () => {
      const remembered = new Map<string, SearchResult>();
      return (store) => ({
        commit: (options) => {
          for (const { version } of options.writes) {
            for (const { type, id } of version.compartments) {
              const here = JSON.stringify({ kind: 'compartment', type, ids: [id] });
              for (const question of remembered.keys()) if (question.includes(here)) remembered.delete(question);
            }
          }
          return store.commit(options);
        },
        search: async (query) => {
          const question = JSON.stringify(query);
          if (query.where?.kind !== 'compartment') return store.search(query);
          const found = remembered.get(question) ?? (await store.search(query));
          remembered.set(question, found);
          return found;
        },
      });
    },
  ),
  plant('words anywhere', 'The words of a text need not stand next to each other.', () => (store) => ({
    search: (query) =>
      store.search(
        mapWhere(query, (part) =>
          part.kind === 'text' && part.words.length > 1
            ? { kind: 'and', predicates: part.words.map((word) => ({ ...part, words: [word] })) }
            : part,
        ),
      ),
  })),
  plant('missing unit matches', 'A quantity is compared without its unit.', () => (store) => ({
    search: (query) =>
      store.search(
        mapWhere(query, (part) =>
          part.kind === 'quantity' ? { kind: 'quantity', parameter: part.parameter, bounds: part.bounds } : part,
        ),
      ),
  })),
  plant('includes cut short', 'Too many includes are left out instead of refused.', () => (store) => ({
    search: async (query) => {
      try {
        return await store.search(query);
      } catch (error) {
        if (!isBaseplateError(error) || query.includes === undefined) throw error;
        return store.search({ ...query, includes: [] });
      }
    },
  })),
  plant('deleted still found', 'Deleted resources stay in the index.', () =>
    searchElsewhere(({ version, expect }) => {
      const entries = version.entries;
      return { expect, version: { ...version, deleted: false, entries } };
    }),
  ),
  plant('later words are whole', 'The end of a text, from a later word on, counts as a text of its own.', () =>
    searchElsewhere(({ version, expect }) => {
      const entries = version.entries.map((entry) =>
        entry.kind === 'string' && entry.exact === '' ? { ...entry, exact: entry.value } : entry,
      );
      return { expect, version: { ...version, entries } };
    }),
  ),
  plant('old entries stay', 'A resource is found by what its earlier versions said.', () => {
    const entries = new Map<string, readonly IndexEntry[]>();
    return searchElsewhere(({ version, expect }) => {
      const name = `${version.type}/${version.id}`;
      const kept = [...(entries.get(name) ?? []), ...version.entries];
      entries.set(name, kept);
      return { expect, version: { ...version, entries: kept } };
    });
  }),
];

/** Searches in a second store, which is told of every write in another way. */
function searchElsewhere(retell: (write: Write) => Write): Spoil {
  const index = createMemoryRecordStore();
  return (store) => ({
    start: async (context) => {
      await store.start(context);
      await index.start(context);
    },
    commit: async (options) => {
      const result = await store.commit(options);
      if (result.outcome === 'committed')
        await index.commit({ ...options, guards: [], writes: options.writes.map(retell) });
      return result;
    },
    search: (query) => index.search(query),
  });
}

function remember(codes: Map<string, Set<string>>, entry: IndexEntry): void {
  if (entry.kind !== 'token') return;
  codes.set(entry.parameter, (codes.get(entry.parameter) ?? new Set()).add(entry.code));
}

function cursorRefused(): BaseplateError {
  return new BaseplateError({ code: 'query-invalid', message: 'The cursor does not belong to this query.' });
}
