import type { CommitOptions } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';

/** The times of the versions there are. */
export interface LatestTime {
  /** The latest time by which a commit was overtaken: later than its earliest, and no further ahead than it says. */
  overtaking(options: Pick<CommitOptions, 'writes' | 'overtakenWithin'>): number | undefined;
}

/** Makes the question of a writing connection; the index of times answers it in one step. */
export function createLatestTime(database: Database.Database): LatestTime {
  const select = database
    .prepare<[number, number], number | null>(
      'SELECT max(last_updated) FROM version INDEXED BY version_time WHERE last_updated > ? AND last_updated <= ?',
    )
    .pluck();
  return {
    overtaking({ writes, overtakenWithin }) {
      if (overtakenWithin === undefined || writes.length === 0) return undefined;
      const earliest = writes.reduce(
        (least, { version }) => Math.min(least, version.lastUpdated),
        Number.POSITIVE_INFINITY,
      );
      return select.get(earliest, earliest + overtakenWithin) ?? undefined;
    },
  };
}
