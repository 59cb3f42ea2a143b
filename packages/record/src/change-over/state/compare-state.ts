import { isSameEntry, namesOfBoth, pairEntries } from './pair-entries.ts';
import type { CompareStateOptions, StateComparison, StateDifference } from './state-types.ts';

/**
 * Compares two state stores entry by entry: keys, values and expiries. Holds one page of each.
 *
 * @throws BaseplateError `cancelled` between two pages; whatever the stores throw
 */
export async function compareState(options: CompareStateOptions): Promise<StateComparison> {
  const { limit = 50, signal, expiringBefore = Number.NEGATIVE_INFINITY } = options;
  const entries = { left: 0, right: 0 };
  const differences: StateDifference[] = [];
  for (const namespace of await namesOfBoth(options.left, options.right)) {
    const count = { missingLeft: 0, missingRight: 0, different: 0 };
    const left = options.left.namespace({ name: namespace });
    const right = options.right.namespace({ name: namespace });
    for await (const pair of pairEntries({ left, right, limit, signal })) {
      if (pair.left !== undefined) entries.left += 1;
      if (pair.right !== undefined) entries.right += 1;
      const expires = (pair.left ?? pair.right)?.expiresAt ?? Number.POSITIVE_INFINITY;
      if (isSameEntry(pair) || expires < expiringBefore) continue;
      if (pair.left === undefined) count.missingLeft += 1;
      else if (pair.right === undefined) count.missingRight += 1;
      else count.different += 1;
    }
    if (Object.values(count).some((many) => many > 0)) differences.push({ namespace, ...count });
  }
  return { same: differences.length === 0, entries, differences };
}
