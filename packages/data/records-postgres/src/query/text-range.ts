import { every, raw, type Sql, sql } from './sql.ts';

const lastBeforeSurrogates = 0xd7ff;
const firstAfterSurrogates = 0xe000;
const last = 0x10ffff;

/** That a text begins with another, as a range of its index: the columns compare bytewise, which is by code point. */
export function beginsWith(column: Sql, prefix: string): Sql {
  const end = afterEvery(prefix);
  return every([sql`${column} >= ${prefix}::text`, ...(end === undefined ? [] : [sql`${column} < ${end}::text`])]);
}

/** The least text greater than every text that begins with `prefix`; undefined if there is none. */
function afterEvery(prefix: string): string | undefined {
  const points = [...prefix].map((character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === last) points.pop();
  const point = points.pop();
  if (point === undefined) return undefined;
  return String.fromCodePoint(...points, point === lastBeforeSurrogates ? firstAfterSurrogates : point + 1);
}

/** That a text ends with another. PostgreSQL counts characters where JavaScript counts code units. */
export function endsWith(column: Sql, end: string): Sql {
  return sql`right(${column}, ${raw(String([...end].length))}) = ${end}::text`;
}

/** The URI itself and all that it continues after a `/`, or that end in one. */
export function urisAbove(uri: string): readonly string[] {
  const slashes = [...uri.matchAll(/\//g)].map(({ index }) => index);
  return [...new Set([uri, ...slashes.flatMap((slash) => [uri.slice(0, slash), uri.slice(0, slash + 1)])])];
}
