import { type AskedPage, allJudgedBy, judgedBy, ownOnly, type RememberedPage } from '@baseplate-epr/record-query';
import { enclosingCompartments } from './compartment-candidates.ts';
import type { FoundResource, PageRequest } from './find-page.ts';
import type { Matching } from './matching.ts';
import type { Sql } from './sql.ts';

/** Matches of a page, with what is remembered of them if they are. */
export type FoundPage = Pick<RememberedPage<FoundResource>, 'rows'> & Partial<RememberedPage<FoundResource>>;

/**
 * The page from memory if nothing in its compartment has changed since it was found; otherwise as `find` finds it, remembered if every match lies
 * in one compartment and nothing in there matches, or may be seen, by what a resource elsewhere says.
 *
 * @param question - a statement that says which matches; order, place and limits are of the request
 */
export function rememberedPage(
  matching: Matching,
  request: PageRequest,
  question: Sql,
  find: () => readonly FoundResource[],
): FoundPage {
  const { compiler, types, parts } = matching;
  const { pages } = compiler.connection;
  const byTargets = pages === undefined ? undefined : typesJudgedByTargets(matching);
  if (pages === undefined || byTargets === undefined) return { rows: find() };
  const [enclosing] = enclosingCompartments(compiler, types, parts);
  if (enclosing === undefined) return { rows: find() };
  const asked = askedPage(question, request);
  const mark = pages.markOf(enclosing.key);
  const known = pages.memory.find(asked, mark);
  if (known !== undefined) return known;
  const rows = find();
  return byTargets.some((type) => pages.refersOut(enclosing.key, type))
    ? { rows }
    : pages.memory.note(asked, mark, rows);
}

/** Types that access rules judge by what they refer to; undefined if anything else than a resource itself decides. A chain of a query is subject to access, which may lead on. */
function typesJudgedByTargets({ parts, accessParts }: Matching): readonly string[] | undefined {
  if (!parts.every((part) => accessParts.has(part) || ownOnly(judgedBy(part)))) return undefined;
  const judged = allJudgedBy(parts);
  return typeof judged === 'string' ? undefined : judged;
}

function askedPage({ text, values }: Sql, { sort, after, limit, candidateLimit }: PageRequest): AskedPage {
  const order = sort.length === 0 ? '' : JSON.stringify(sort);
  const place = after === undefined ? [] : [after.type, after.id, ...after.values];
  return { text, values: [limit, candidateLimit, order, values.length, ...values, ...place] };
}
