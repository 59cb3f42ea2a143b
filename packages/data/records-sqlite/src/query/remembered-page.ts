import type { Query } from '@baseplate-epr/contracts';
import { questionName, type RememberedPage } from '@baseplate-epr/record-query';
import type { Connection } from '../connection/connection.ts';
import { partsWithAccess } from './access.ts';
import type { FoundResource } from './find-page.ts';
import type { Matching } from './matching.ts';
import { isUnchanged, type Watch, watchOf } from './watch.ts';

/** Matches of a page, with what is remembered of them if they are. */
export type FoundPage = Pick<RememberedPage<FoundResource, Watch>, 'rows'> &
  Partial<RememberedPage<FoundResource, Watch>>;

/** How a page is found where it is not remembered. */
export interface PageFinder {
  /** Made only where it is needed: most of what a page that is remembered would cost. */
  matching(): Matching;
  find(): readonly FoundResource[];
}

/**
 * The page from memory if nothing has changed since that could make it another one; otherwise as it is found, and remembered if it can be told later
 * whether it has changed. To be asked within one snapshot, as what it is answered with.
 */
export function rememberedPage(connection: Connection, query: Query, { matching, find }: PageFinder): FoundPage {
  const { pages } = connection;
  if (pages === undefined || !mayBeEnclosed(query)) return { rows: find() };
  const name = pageName(query);
  const known = pages.memory.find(name);
  if (known !== undefined && isUnchanged(connection, pages, known.watch)) return known;
  const watching = watchOf(matching(), pages, query.where ?? { kind: 'all' });
  const rows = find();
  if (watching === undefined) return { rows };
  const { watch, byTargets } = watching;
  return byTargets.some((type) => pages.refersOut(watch.compartment, type))
    ? { rows }
    : pages.memory.note(name, watch, rows);
}

/** Whether a part of the question, or of the access rules for its types, may lead to one compartment: what cannot be remembered needs no name. */
function mayBeEnclosed({ types, where = { kind: 'all' }, access }: Query): boolean {
  const { parts } = partsWithAccess(access, types, where);
  return parts.some(({ kind }) => kind === 'compartment' || kind === 'reference');
}

/**
 * Tells everything that decides what is on the page beside what its watch tells: with a limit of its own, a question may be refused that is answered
 * with another. Includes and totals are looked at anew each time.
 */
function pageName({ types, where, access, sort, count, cursor, candidateLimit }: Query): string {
  return questionName([types, where, sort, count, cursor, candidateLimit], [access]);
}
