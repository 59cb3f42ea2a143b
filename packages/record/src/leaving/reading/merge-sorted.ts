/** Merges sequences that are each in order into one that is; of equal items the one of the earlier sequence comes first. */
export async function* mergeSorted<Item>(
  sources: readonly AsyncGenerator<Item, void, undefined>[],
  compare: (left: Item, right: Item) => number,
): AsyncGenerator<Item, void, undefined> {
  const heads: { item: Item; readonly source: AsyncGenerator<Item, void, undefined> }[] = [];
  try {
    for (const source of sources) {
      const first = await source.next();
      if (!first.done) heads.push({ item: first.value, source });
    }
    for (;;) {
      let least = heads[0];
      for (const head of heads) if (least !== undefined && compare(head.item, least.item) < 0) least = head;
      if (least === undefined) return;
      yield least.item;
      const next = await least.source.next();
      if (next.done) heads.splice(heads.indexOf(least), 1);
      else least.item = next.value;
    }
  } finally {
    for (const source of sources) await source.return();
  }
}
