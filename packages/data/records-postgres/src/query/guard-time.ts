import { BaseplateError } from '@baseplate-epr/contracts';
import { isEnded } from '@baseplate-epr/postgres-connection';
import { type Ask, allOf, type Cell } from '../connection/ask.ts';
import { raw, type Sql, sql } from './sql.ts';

/** How PostgreSQL is to look for what a guard asks: by indexes from row to row, with one plan for all values; or however its statistics tell it. */
export type Way = 'little' | 'much';

type Rows = readonly (readonly Cell[])[];

/** The time that the guards of one transaction have together. */
export interface GuardTime {
  /** Whether it was used up, so that a guard was not asked, or not to its end. */
  readonly isUp: boolean;
  /** Asks inside {@link within}. @throws BaseplateError `query-too-costly`, when the time is up. */
  ask(ask: Ask, piece: Sql, way: Way): Promise<Rows>;
  /**
   * Runs what asks guards. What was set for it is undone then, and so is the failure of a statement that took too long: the transaction goes on as if
   * nothing had been asked.
   */
  within<Result>(ask: Ask, run: () => Promise<Result>): Promise<Result>;
  /** Rejects unless everything that was set has been undone. */
  undone(): Promise<unknown>;
}

const ways: Readonly<Record<Way, readonly string[]>> = {
  little: ['on', 'off', 'off', 'force_generic_plan'],
  much: ['on', 'on', 'on', 'auto'],
};

/** Gives guards so many milliseconds. */
export function createGuardTime(milliseconds: number): GuardTime {
  let left = milliseconds;
  let isUp = false;
  const closing: Promise<unknown>[] = [];
  const require = (): number => {
    if (left >= 1) return Math.ceil(left);
    isUp = true;
    throw guardsTooCostly();
  };
  return {
    get isUp() {
      return isUp;
    },
    async ask(ask, piece, way) {
      const set = settings(way, require());
      const begun = performance.now();
      try {
        const [, rows] = await allOf([ask(set), ask(piece)]);
        return rows;
      } catch (error) {
        if (!isEnded(error)) throw error;
        isUp = true;
        throw guardsTooCostly(error);
      } finally {
        left -= performance.now() - begun;
      }
    },
    async within(ask, run) {
      const [opened, outcome] = await Promise.allSettled([ask(raw('SAVEPOINT guards')), run()]);
      // Not waited for: it travels with what comes next.
      const closed = allOf([ask(raw('ROLLBACK TO SAVEPOINT guards')), ask(raw('RELEASE SAVEPOINT guards'))]);
      closed.catch(() => {});
      closing.push(closed);
      if (opened.status === 'rejected') throw opened.reason;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    },
    undone: () => allOf(closing),
  };
}

function settings(way: Way, milliseconds: number): Sql {
  const [sort, hash, merge, plans] = ways[way];
  return sql`SELECT set_config('enable_sort', ${sort ?? ''}, true), set_config('enable_hashjoin', ${hash ?? ''}, true), set_config('enable_mergejoin', ${merge ?? ''}, true), set_config('plan_cache_mode', ${plans ?? ''}, true), set_config('statement_timeout', ${String(milliseconds)}, true)`;
}

function guardsTooCostly(cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message:
      'The conditions of this commit would take longer to look at, all of them together, than half of the time that a statement may run: everybody who writes waits for them. Nothing of it was written. Narrow the conditions, for example to an identifier, write less at once, or raise `statementTime`.',
    ...(cause === undefined ? {} : { cause }),
  });
}
