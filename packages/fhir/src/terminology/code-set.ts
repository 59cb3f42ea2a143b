/** A set of codes by code system: each of these codes, or every code of the system. */
export type CodeSet = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

/** How many codes are listed one by one. */
export function listedCodes(set: CodeSet): number {
  let count = 0;
  for (const codes of set.values()) count += codes === 'all' ? 0 : codes.size;
  return count;
}

/** Everything in any of them. */
export function unionOfCodes(sets: readonly CodeSet[]): CodeSet {
  const union = new Map<string, Set<string> | 'all'>();
  for (const set of sets) {
    for (const [system, codes] of set) {
      const known = union.get(system);
      if (known === 'all' || codes === 'all') union.set(system, 'all');
      else union.set(system, known ? addAll(known, codes) : new Set(codes));
    }
  }
  return union;
}

/** What is in both. */
export function commonCodes(left: CodeSet, right: CodeSet): CodeSet {
  const common = new Map<string, ReadonlySet<string> | 'all'>();
  for (const [system, codes] of left) {
    const others = right.get(system);
    if (others === undefined) continue;
    if (codes === 'all') common.set(system, others);
    else common.set(system, others === 'all' ? codes : new Set([...codes].filter((code) => others.has(code))));
  }
  return common;
}

/** What is in the first and not in the second. A whole system of which only some codes are taken away must be listed first. */
export function codesWithout(set: CodeSet, excluded: CodeSet): CodeSet {
  const rest = new Map<string, ReadonlySet<string> | 'all'>();
  for (const [system, codes] of set) {
    const out = excluded.get(system);
    if (out === 'all') continue;
    if (out === undefined || codes === 'all') rest.set(system, codes);
    else rest.set(system, new Set([...codes].filter((code) => !out.has(code))));
  }
  return rest;
}

function addAll(set: Set<string>, codes: Iterable<string>): Set<string> {
  for (const code of codes) set.add(code);
  return set;
}
