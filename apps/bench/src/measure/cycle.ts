/** Gives the items one after another, for ever. */
export function cycle<Item>(items: readonly Item[]): () => Item {
  let at = 0;
  return () => {
    const item = items[at % items.length];
    at += 1;
    if (item === undefined) throw new RangeError('There is nothing to go round in.');
    return item;
  };
}
