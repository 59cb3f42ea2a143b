/** Values kept in memory within a bound. */
export interface KeptValues<Name, Value> {
  /** The value with this name, if it is kept. */
  find(name: Name): Value | undefined;
  /** Whether a value that is noted now will be kept; if not, its name is remembered, so that the next one will. */
  awaits(name: Name): boolean;
  /** Says that it was read from the store; kept is what was read there twice. What is kept under its name already gives way to it. */
  note(name: Name, value: Value): void;
}

/** How much is kept. */
export interface KeptValuesOptions<Value> {
  /** Sum of the sizes of all values kept, at most. */
  readonly most: number;
  /** Size of one, in a unit of the caller's; it must be the same each time. */
  readonly sizeOf: (value: Value) => number;
}

/** Names remembered of what was read once: what two hundred charts show. */
const remembered = 16_384;

/** Keeps what is asked for again and again; what is read once is not kept, or reading a record from one end to the other would push everything out. */
export function createKeptValues<Name, Value>({ most, sizeOf }: KeptValuesOptions<Value>): KeptValues<Name, Value> {
  const half = most / 2;
  let seen = new Set<Name>();
  // Two generations in place of an order: what is found in the older one moves to the younger, and what is left there goes with it.
  let young = new Map<Name, Value>();
  let old = new Map<Name, Value>();
  let size = 0;
  const keep = (name: Name, value: Value) => {
    const added = sizeOf(value);
    if (added > half) return;
    size += added;
    if (size > half) {
      old = young;
      young = new Map();
      size = added;
    }
    young.set(name, value);
  };
  const drop = (name: Name) => {
    const known = young.get(name);
    if (known !== undefined) size -= sizeOf(known);
    return [young.delete(name), old.delete(name)].includes(true);
  };
  const remember = (name: Name) => {
    if (seen.size >= remembered) seen = new Set();
    seen.add(name);
  };
  return {
    awaits(name) {
      if (young.has(name) || old.has(name) || seen.has(name)) return true;
      remember(name);
      return false;
    },
    find(name) {
      const known = young.get(name);
      if (known !== undefined) return known;
      const older = old.get(name);
      if (older !== undefined) {
        old.delete(name);
        keep(name, older);
      }
      return older;
    },
    note(name, value) {
      if (drop(name) || seen.delete(name)) return keep(name, value);
      remember(name);
    },
  };
}
