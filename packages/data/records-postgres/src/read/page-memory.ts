import type { Query } from '@baseplate-epr/contracts';
import { createKeptValues, type KeptValues, questionName } from '@baseplate-epr/record-query';
import type { KnownPage } from '../query/known-page.ts';

/** Pages that are asked for again and again, by {@link pageName}. */
export type PageMemory = KeptValues<string, KnownPage>;

/** Rows of all pages that a process remembers: about ten megabytes, the charts of some two hundred patients. */
const rowsRemembered = 32_768;

/** As how many rows a page counts beside its own: its name, and a statement of the usual length. */
const page = 16;
const usualLength = 4096;

/** UTF-16 units of what rows are sorted by, and of what is looked at anew, that count as one more row. */
const unitsPerRow = 64;

/** Makes an empty memory. */
export function createPageMemory(): PageMemory {
  return createKeptValues({ most: rowsRemembered, sizeOf });
}

/** The size of a page in rows of the usual length. */
function sizeOf({ matches, settled, statement: { text, values } }: KnownPage): number {
  const sortedBy = matches.reduce((sum, match) => sum + unitsOf(match.values), 0);
  const lookedAt = values.reduce<number>((sum, value) => sum + unitsOf(Array.isArray(value) ? value : [value]), 0);
  const units = sortedBy + lookedAt + (text.length > usualLength ? text.length : 0);
  return page + matches.length + settled.length + Math.floor(units / unitsPerRow);
}

function unitsOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
}

/**
 * The name of the page that a query asks for: equal for equal questions of those who may see the same. It tells everything that decides what
 * is on the page; a total is counted anew each time.
 */
export function pageName({ types, where, access, sort, count, cursor, includes, includeLimit }: Query): string {
  return questionName([types, where, sort, count, cursor, includeLimit], [includes, access]);
}
