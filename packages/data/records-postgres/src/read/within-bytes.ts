import { bytesPerPage } from '../connection/limits.ts';
import { raw, type Sql, sql } from '../query/sql.ts';
import { versionColumns } from './version-row.ts';

/** A page of so few cannot hold too much text to be fetched as it is. */
const few = 32;

/** What to select. */
export interface VersionPage {
  /** Rows with `place` 1, 2, 3 …, and whatever `join` and `extra` name, as `p`. */
  readonly places: Sql;
  /** Condition that finds the version `v` of a row `p`. */
  readonly join: Sql;
  /** Columns after those of the version. */
  readonly extra: Sql;
  readonly count: number;
}

/**
 * Selects versions in the order of their places: their columns, `extra`, and how many there are with those that were left out,
 * be it because they are more than `count` or because the text before them is long already. The first is never left out.
 */
export function withinBytes({ places, join, extra, count }: VersionPage, most = bytesPerPage): Sql {
  const numbered = sql`(SELECT o.*, count(*) OVER () AS found FROM (${places}) o)`;
  if (count <= few) {
    return sql`SELECT ${versionColumns}, ${extra}, p.found FROM ${numbered} p JOIN version v ON ${join} WHERE p.place <= ${count} ORDER BY p.place`;
  }
  // Lengths are known without fetching the text.
  const measured = sql`SELECT p.*, coalesce(sum(octet_length(v.text)) OVER (ORDER BY p.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM ${numbered} p JOIN version v ON ${join} WHERE p.place <= ${count}`;
  return sql`SELECT ${versionColumns}, ${extra}, p.found FROM (${measured}) p JOIN version v ON ${join} WHERE p.before < ${raw(String(most))} ORDER BY p.place`;
}
