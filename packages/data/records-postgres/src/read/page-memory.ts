import { hash } from 'node:crypto';
import type { Query } from '@baseplate-epr/contracts';
import { createKeptValues, type KeptValues } from '@baseplate-epr/record-query';
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
  const asked = written([types, where, sort, count, cursor, includeLimit]);
  const name = `${asked} ${writtenOnce(includes)} ${writtenOnce(access)}`;
  return name.length > longestName ? hash('sha256', name, 'base64url') : name;
}

/** UTF-16 units of a name that is kept as it is: a chart's question, which costs less than to digest it. A digest has none of JSON's brackets. */
const longestName = 400;

const known = new WeakMap<object, string>();

/** Access rules and long lists of includes come as the same object again and again. */
function writtenOnce(part: object | undefined): string {
  if (part === undefined) return '';
  const before = known.get(part);
  if (before !== undefined) return before;
  const now = hash('sha256', written(part), 'base64url');
  known.set(part, now);
  return now;
}

/** JSON has no infinities, and a bound may be one. */
function written(value: object): string {
  const text = JSON.stringify(value);
  return text.includes('null') ? JSON.stringify(value, withInfinities) : text;
}

function withInfinities(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
