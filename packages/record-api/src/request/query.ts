import type { SearchParameters } from '@baseplate-epr/record';
import { requestError } from './request-error.ts';

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

function requireDecodable(query: string): void {
  try {
    decodeURIComponent(query);
  } catch {
    throw requestError(
      400,
      'value',
      'The parameters hold an escape that stands for no text. Write % as %25, and everything else as escaped UTF-8.',
    );
  }
}
