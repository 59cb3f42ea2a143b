import { parseDateRange } from '../../date/date-range.ts';
import { type BoundSets, dateBounds } from './date-bounds.ts';
import { searchError } from './search-error.ts';
import { splitPrefix } from './value-prefix.ts';

/**
 * The bounds that a date value asks for. Without a zone it is read as UTC. A “+” that was not percent-encoded arrives as a space,
 * which can mean nothing else in front of an offset, so it is taken for what was meant.
 *
 * @throws BaseplateError `query-invalid` if it is no date.
 */
export function dateValueBounds(parameter: string, value: string, now: number): BoundSets {
  const { prefix, rest } = splitPrefix(value);
  const range = parseDateRange(rest.replace(/ (\d\d:\d\d)$/, '+$1'));
  if (range) return dateBounds(prefix, range, now);
  const rule = 'Write it as YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or an offset such as +01:00.';
  throw searchError(parameter, `has a value that is not a date. ${rule}`);
}
