/** What was found out about lists that come again and again: the same members in the same order. */
export interface ListMemory<Member extends object, Found> {
  find(list: readonly Member[]): Found | undefined;
  /** Keeps it, in place of what was kept of another list with the same first member. */
  note(list: readonly Member[], found: Found): void;
}

/** How much is kept. */
export interface ListMemoryOptions<Member> {
  /** Sizes of the members of all lists together, at most: a list that is kept keeps its members. */
  readonly most: number;
  readonly sizeOf: (member: Member) => number;
}

/** Makes a memory of lists. What is kept goes with the first member of its list, and all of it when there is no room for more. */
export function createListMemory<Member extends object, Found>({
  most,
  sizeOf,
}: ListMemoryOptions<Member>): ListMemory<Member, Found> {
  let kept = new WeakMap<Member, { readonly list: readonly Member[]; readonly found: Found }>();
  let size = 0;
  return {
    find(list) {
      const [first] = list;
      const known = first === undefined ? undefined : kept.get(first);
      return known !== undefined && isSame(known.list, list) ? known.found : undefined;
    },
    note(list, found) {
      const [first] = list;
      if (first === undefined) return;
      let added = 0;
      for (const member of list) added += sizeOf(member);
      if (added > most) return;
      size += added;
      if (size > most) {
        kept = new WeakMap();
        size = added;
      }
      kept.set(first, { list, found });
    },
  };
}

function isSame<Member>(left: readonly Member[], right: readonly Member[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}
