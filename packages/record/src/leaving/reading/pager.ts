/** Items of a sequence by pages, from wherever one likes; cheap where each page begins at the end of the one before. */
export interface Pager<Item> {
  /** Items after this name. `end` says that there are no more. */
  page(after: string, limit: number): Promise<{ readonly items: readonly Item[]; readonly end: boolean }>;
  close(): Promise<void>;
}

/** A page ends at about so many characters. */
const charactersPerPage = 8_000_000;

/**
 * Makes a pager.
 *
 * @param open - the items after a name, in order.
 * @param nameOf - what an item is found by.
 * @param sizeOf - characters an item takes.
 */
export function createPager<Item>(
  open: (after: string) => AsyncGenerator<Item, void, undefined>,
  nameOf: (item: Item) => string,
  sizeOf: (item: Item) => number,
): Pager<Item> {
  let current: { readonly items: AsyncGenerator<Item, void, undefined>; at: string; next?: Item } | undefined;

  const close = async () => {
    const closing = current;
    current = undefined;
    await closing?.items.return();
  };

  return {
    close,
    async page(after, limit) {
      if (current?.at !== after) {
        await close();
        current = { items: open(after), at: after };
      }
      const { items: source } = current;
      const items: Item[] = [];
      let size = 0;
      let { next } = current;
      for (;;) {
        if (next === undefined) {
          const read = await source.next();
          if (read.done) break;
          next = read.value;
        }
        if (items.length === limit || size >= charactersPerPage) break;
        items.push(next);
        size += sizeOf(next);
        next = undefined;
      }
      const last = items.at(-1);
      current = {
        items: source,
        at: last === undefined ? after : nameOf(last),
        ...(next === undefined ? {} : { next }),
      };
      return { items, end: next === undefined };
    },
  };
}
