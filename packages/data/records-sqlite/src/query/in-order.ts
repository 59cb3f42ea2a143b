import type { SortKey } from '@baseplate-epr/contracts';
import { compareBytes } from '@baseplate-epr/record-query';
import type { SearchPosition, SortValue } from './search-cursor.ts';

/** The order of `orderBy`, for rows that are here already: to let SQLite sort a few costs as much as to find one. */
export function inOrder(keys: readonly SortKey[]): (left: SearchPosition, right: SearchPosition) => number {
  return (left, right) => {
    for (const [index, { direction }] of keys.entries()) {
      const order = compareValues(left.values[index] ?? null, right.values[index] ?? null, direction);
      if (order !== 0) return order;
    }
    return compareBytes(left.type, right.type) || compareBytes(left.id, right.id);
  };
}

function compareValues(left: SortValue, right: SortValue, direction: SortKey['direction']): number {
  if (left === right) return 0;
  // Those without a value come last, whichever way the others go.
  if (left === null || right === null) return left === null ? 1 : -1;
  const order =
    typeof left === 'number' && typeof right === 'number' ? left - right : compareBytes(`${left}`, `${right}`);
  return direction === 'ascending' ? order : -order;
}
