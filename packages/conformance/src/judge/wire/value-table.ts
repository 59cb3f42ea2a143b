/** What this process has given away references to. */
export interface ValueTable {
  hold(value: unknown): number;
  find(id: number): unknown;
  /** Forgets everything: the case is over. */
  clear(): void;
}

/** Makes an empty {@link ValueTable}. Numbers are never used again, so a reference from an earlier case leads nowhere. */
export function createValueTable(): ValueTable {
  const values = new Map<number, unknown>();
  let last = 0;
  return {
    hold(value) {
      last += 1;
      values.set(last, value);
      return last;
    },
    find: (id) => values.get(id),
    clear: () => values.clear(),
  };
}
