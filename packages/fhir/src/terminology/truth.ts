/** True, false, or undefined where it cannot be told. */
export type Truth = boolean | undefined;

/** All hold: false if one does not, whatever is unknown. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** One holds. The others are not asked once it is found. */
export function any<Item>(items: readonly Item[], holds: (item: Item) => Truth): Truth {
  let found: Truth = false;
  for (const item of items) {
    const truth = holds(item);
    if (truth === true) return true;
    if (truth === undefined) found = undefined;
  }
  return found;
}

/** The opposite; what cannot be told, neither can its opposite. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
