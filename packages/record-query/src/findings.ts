/** What was found out about the rows of a page, by a name that the finder gives. */
export interface Findings {
  get(name: string): string | undefined;
  /** Keeps it, if there is room left. */
  set(name: string, value: string): void;
}

/** UTF-16 units of names and values that a page keeps: what the includes of a `$everything` find, and as much again. */
const kept = 4096;
const keptPerRow = 64;

/** What an entry takes beside its texts. */
const entry = 64;

/** Makes those of a page with so many rows. */
export function createFindings(rows: number): Findings {
  const found = new Map<string, string>();
  let room = kept + keptPerRow * rows;
  return {
    get: (name) => found.get(name),
    set(name, value) {
      const taken = name.length + value.length + entry;
      if (taken > room || found.has(name)) return;
      room -= taken;
      found.set(name, value);
    },
  };
}
