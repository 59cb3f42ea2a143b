import { BaseplateError } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';

/** Thrown out of a running statement when it has looked at more rows than it may. */
const exhausted = new Error('row budget exhausted');

/** Limits how many rows the statements on one connection may look at. */
export interface Budget {
  /**
   * Runs statements with a fresh budget of candidates; each may cost ten more steps along chains.
   * Returns undefined if that was not enough: SQLite has then stopped in the middle, and nothing came of it.
   */
  within<Result>(candidates: number, run: () => Result): Result | undefined;
  /** Runs as long as all statements together visit no more rows than this; beyond them it answers {@link beyondBrief}. */
  briefly<Result>(rows: number, run: () => Result): Result | typeof beyondBrief;
  /** Says how many conditions each row is held against: a brief run then visits fewer rows, and with too many conditions it ends at once. */
  weigh(conditions: number): void;
  /** Counts entries that a statement without calls of ours has read of an index: they cost a tenth of a row that is visited. */
  spend(entries: number): void;
  /** Rows that statements have visited so far, brief or not; ten steps along chains count as one, and so do ten entries. */
  visited(): number;
}

/** What {@link Budget.briefly} answers if the rows it was given were not enough. */
export const beyondBrief = Symbol('more rows than a brief run may visit');

/**
 * Conditions of a brief run at most. To prepare a statement takes up to half a millisecond for each, however few rows it visits, and one with
 * six hundred took 0.4 s.
 */
const mostConditions = 64;
/** How much of a row that is visited it costs to see from an index that one need not be. */
const glanceWeight = 0.25;
/** So many conditions cost no more than to visit the row itself. */
const freeConditions = 4;

/** How many times as much a row costs that is held against so many conditions. */
export function weightOf(conditions: number): number {
  return Math.max(1, conditions / freeConditions);
}

/**
 * better-sqlite3 cannot be interrupted inside a call, so every statement that could run for long calls a function of ours for
 * each row it visits: `candidate(x)` for resources that are tried, `glance(x)` for those of which an index alone tells whether they are to be
 * tried, `step(x)` along chains. A throw from there ends the statement at once. A call costs about 0.13 µs.
 */
export function createBudget(database: Database.Database): Budget {
  let candidates = Number.POSITIVE_INFINITY;
  let steps = Number.POSITIVE_INFINITY;
  let brief = Number.POSITIVE_INFINITY;
  let visited = 0;
  database.function('candidate', { deterministic: false }, (_visited) => {
    visited += 1;
    candidates -= 1;
    brief -= 1;
    if (brief < 0) throw beyondBrief;
    if (candidates < 0) throw exhausted;
    return 1;
  });
  database.function('glance', { deterministic: false }, (_visited) => {
    visited += glanceWeight;
    candidates -= 1;
    brief -= glanceWeight;
    if (brief < 0) throw beyondBrief;
    if (candidates < 0) throw exhausted;
    return 1;
  });
  database.function('step', { deterministic: false }, (_visited) => {
    visited += 0.1;
    steps -= 1;
    brief -= 1;
    if (brief < 0) throw beyondBrief;
    if (steps < 0) throw exhausted;
    return 1;
  });
  return {
    within(limit, run) {
      const outer = [candidates, steps] as const;
      candidates = limit;
      steps = 10 * limit + 1000;
      try {
        return run();
      } catch (error) {
        if (error === exhausted) return undefined;
        throw error;
      } finally {
        [candidates, steps] = outer;
      }
    },
    briefly(rows, run) {
      brief = rows;
      try {
        return run();
      } catch (error) {
        if (error === beyondBrief) return beyondBrief;
        throw error;
      } finally {
        brief = Number.POSITIVE_INFINITY;
      }
    },
    weigh(conditions) {
      if (brief === Number.POSITIVE_INFINITY) return;
      if (conditions > mostConditions) throw beyondBrief;
      brief /= weightOf(conditions);
    },
    spend(entries) {
      visited += entries / 10;
      brief -= entries / 10;
      if (brief < 0) throw beyondBrief;
    },
    visited: () => visited,
  };
}

/** What a caller is told whose query needs more than its budget. */
export function tooCostly(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `Answering would mean examining more than ${limit.toLocaleString('en-GB')} candidates, which is the limit. Narrow the search, for example to one patient, a code or a time, or raise the limit.`,
    details: { candidateLimit: limit },
  });
}
