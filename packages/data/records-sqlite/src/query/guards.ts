import { BaseplateError, type Guard, isBaseplateError, type ResourceKey } from '@baseplate-epr/contracts';
import { weightOf } from '../connection/budget.ts';
import type { Connection } from '../connection/connection.ts';
import { createCompiler } from './compiler.ts';
import { conditionsIn } from './conditions-in.ts';
import { countMatches } from './count-matches.ts';
import { findPage } from './find-page.ts';
import { createMatching } from './matching.ts';

/** Asks guards, inside the write transaction. */
export interface Guards {
  /** Before the guards of a commit: they share what one commit may cost. */
  begin(): void;
  /**
   * What matched, if the guard does not hold: at most 100, ordered by type, then id. Undefined if it holds.
   *
   * @throws BaseplateError `query-too-costly`
   */
  failing(guard: Guard): readonly ResourceKey[] | undefined;
}

/** As many matches of a failed guard are told. */
const told = 100;
/** The guards of one commit may visit as many times the rows of one. */
const guardsTogether = 10;
/** A guard with more conditions is usually one that no statement is ready for. */
const mostPrepared = 16;
/** To prepare a statement takes as long for each of its conditions as to visit so many rows. */
const rowsToPrepare = 200;

/** Makes the guards of a writing connection. Everybody who writes waits while they are asked, and nothing can end a statement from outside. */
export function createGuards(connection: Connection, defaultLimit: number): Guards {
  const { budget } = connection;
  const together = guardsTogether * defaultLimit;
  let left = together;

  /** Runs with the rows that one guard may visit, and counts what it did, each row for as much as its conditions make it cost. */
  const within = <Result>(given: number | undefined, conditions: number, run: (candidateLimit: number) => Result) => {
    const weight = weightOf(conditions);
    left -= rowsToPrepare * Math.max(0, conditions - mostPrepared);
    const wanted = given ?? Math.ceil(defaultLimit / weight);
    const candidateLimit = Math.min(wanted, Math.ceil(left / weight));
    if (candidateLimit < 1) throw guardsTooCostly(together);
    const before = budget.visited();
    try {
      return run(candidateLimit);
    } catch (error) {
      throw candidateLimit < wanted && isTooCostly(error) ? guardsTooCostly(together) : error;
    } finally {
      left -= weight * (budget.visited() - before);
    }
  };

  const failing = ({ query, expect }: Guard, candidateLimit: number) => {
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
  };

  return {
    begin() {
      left = together;
    },
    failing: (guard) =>
      within(guard.query.candidateLimit, conditionsIn(guard.query.where ?? { kind: 'all' }), (candidateLimit) =>
        failing(guard, candidateLimit),
      ),
  };
}

function isTooCostly(error: unknown): boolean {
  return isBaseplateError(error) && error.code === 'query-too-costly';
}

function guardsTooCostly(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The conditions of this commit would mean examining more than ${limit.toLocaleString('en-GB')} candidates together, which is the limit. Write conditions that lead to few resources, such as identifiers, or less at once.`,
    details: { candidateLimit: limit },
  });
}
