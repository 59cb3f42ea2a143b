import type { Guard, ResourceKey } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { createCompiler } from './compiler.ts';
import { countMatches } from './count-matches.ts';
import { findPage } from './find-page.ts';
import { createMatching } from './matching.ts';

/** Asks guards, inside the write transaction. */
export interface Guards {
  /** What matched, if the guard does not hold: at most 100, ordered by type, then id. Undefined if it holds. */
  failing(guard: Guard): readonly ResourceKey[] | undefined;
}

/** As many matches of a failed guard are told. */
const told = 100;

/** Makes the guards of a writing connection. */
export function createGuards(connection: Connection, defaultLimit: number): Guards {
  return {
    failing({ query, expect }) {
      const candidateLimit = query.candidateLimit ?? defaultLimit;
      const matching = createMatching(createCompiler(connection, query.access), query);
      const expected = 'count' in expect ? undefined : new Set(expect.resources.map(({ type, id }) => `${type}/${id}`));
      const limit = Math.max(told, expected?.size ?? 0) + 1;
      const matched = findPage(matching, { sort: [], after: undefined, limit, candidateLimit });
      if (expected !== undefined) {
        const same = matched.length === expected.size && matched.every(({ type, id }) => expected.has(`${type}/${id}`));
        if (same) return undefined;
      } else if ('count' in expect) {
        const count = matched.length < limit ? matched.length : countMatches(matching, candidateLimit);
        if (count === expect.count) return undefined;
      }
      return matched.slice(0, told).map(({ type, id }) => ({ type, id }));
    },
  };
}
