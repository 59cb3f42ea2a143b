import { badValue } from '../error/refusals.ts';
import type { SearchParameters } from '../session/search-types.ts';

/**
 * The parameters of a query string or form body (`application/x-www-form-urlencoded`), decoded, in the order given.
 *
 * @throws RecordError 400 for escapes that stand for no text: guessing what was meant could find the wrong patient
 */
export function readQuery(query: string): SearchParameters {
  if (query === '') return [];
  if (query.includes('%')) requireDecodable(query);
  return [...new URLSearchParams(query)];
}

/**
 * The parameters of a condition (`If-None-Exist`, `ifNoneExist`). R4 wants them without a path; one that names the type, as in
 * `Patient?identifier=…`, is understood too.
 *
 * @throws RecordError 400, also for a path that names another type: the search would be among the wrong resources
 */
export function readCondition(condition: string, type: string): SearchParameters {
  const [, path, query] = withPath.exec(condition) ?? [];
  if (path === undefined || query === undefined) return readQuery(condition);
  const named = path.slice(path.lastIndexOf('/') + 1);
  if (named === '' || named === type) return readQuery(query);
  throw badValue(
    `The condition is about another type than the ${type} to be created. Write what follows the ? alone, e.g. identifier=…`,
  );
}

/** Before the ? of a path there is no =; after that of a parameter's value there may be anything. */
const withPath = /^([^?=]*)\?(.*)$/s;

function requireDecodable(query: string): void {
  try {
    decodeURIComponent(query);
  } catch {
    throw badValue(
      'The parameters hold an escape that stands for no text. Write % as %25, and everything else as escaped UTF-8.',
    );
  }
}
