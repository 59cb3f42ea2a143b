import type { AccessRules, Predicate, RecordStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { plant } from './plant.ts';

/** Stores that let out what may not be seen. */
export const accessFaults: readonly PlantedFault<RecordStore>[] = [
  plant('leak through matches', 'Access rules are not looked at.', () => (store) => ({
    search: ({ access: _, ...query }) => store.search(query),
  })),
  plant('leak through total', 'The total counts what may not be seen.', () => (store) => ({
    search: async (query) => {
      const result = await store.search(query);
      if (result.total === undefined) return result;
      const { access: _, cursor: __, ...open } = query;
      const { total = 0 } = await store.search({ ...open, count: 0 });
      return { ...result, total };
    },
  })),
  plant('leak through include', 'Includes show what may not be seen.', () => (store) => ({
    search: async (query) => {
      const result = await store.search(query);
      if (result.matches.length === 0 || query.includes === undefined) return result;
      const these: Predicate[] = result.matches.map(({ type, id }) => ({
        kind: 'and',
        predicates: [
          { kind: 'type', types: [type] },
          { kind: 'id', ids: [id] },
        ],
      }));
      const { includes, includeLimit = 10_000 } = query;
      const where: Predicate = { kind: 'or', predicates: these };
      const open = await store.search({ types: [], where, count: these.length, includes, includeLimit });
      return { ...result, included: open.included };
    },
  })),
  plant('leak through chain', 'Chains look at what may not be seen; only the matches are judged.', () => (store) => ({
    search: ({ access, ...query }) => {
      if (access === undefined) return store.search(query);
      if (query.includes !== undefined) return store.search({ ...query, access });
      const { where = { kind: 'all' } } = query;
      return store.search({ ...query, where: { kind: 'and', predicates: [where, asPredicate(access)] } });
    },
  })),
  plant('leak through guard', 'A failed guard names what may not be seen.', () => (store) => ({
    commit: ({ guards, ...options }) => {
      const open = guards?.map(({ query: { access: _, ...query }, expect }) => ({ query, expect }));
      return store.commit(open === undefined ? options : { ...options, guards: open });
    },
  })),
];

function asPredicate({ byType, otherwise }: AccessRules): Predicate {
  const types = Object.keys(byType);
  const named = Object.entries(byType).map(
    ([type, rule]): Predicate => ({ kind: 'and', predicates: [{ kind: 'type', types: [type] }, rule] }),
  );
  const rest: Predicate = { kind: 'and', predicates: [{ kind: 'not', predicate: { kind: 'type', types } }, otherwise] };
  return { kind: 'or', predicates: [...named, rest] };
}
