import type { Include } from '@baseplate-epr/contracts';

/** Includes that one statement follows for a whole page. */
export interface IncludeGroup {
  readonly direction: Include['direction'];
  readonly parameter: string;
  /** Parameter, sources and targets in one: what the resources that refer lead to depends on nothing else of it. */
  readonly name: string;
  /** Types that hold the reference. */
  readonly sources: readonly string[];
  /** Types referred to; absent means any. */
  readonly targets: readonly string[] | undefined;
}

/** The groups for the matches of a page, and those that are followed again from what was included. */
export interface IncludeGroups {
  readonly first: readonly IncludeGroup[];
  readonly iterated: readonly IncludeGroup[];
}

const grouped = new WeakMap<readonly Include[], IncludeGroups>();

/** Groups the includes of a query, once for each list: some lists name hundreds and come with every request. */
export function groupIncludes(includes: readonly Include[]): IncludeGroups {
  const known = grouped.get(includes);
  if (known !== undefined) return known;
  const made = {
    first: groupsOf(includes),
    iterated: groupsOf(includes.filter(({ iterate }) => iterate === true)),
  };
  grouped.set(includes, made);
  return made;
}

function groupsOf(includes: readonly Include[]): readonly IncludeGroup[] {
  const bySource = Map.groupBy(includes, ({ direction, parameter, source }) =>
    JSON.stringify([direction, parameter, source]),
  );
  const withTargets = [...bySource.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const targets = group.flatMap(({ target }) => target ?? []);
    // One that names no target takes in those that do.
    return { include: first, targets: targets.length < group.length ? undefined : [...new Set(targets)].sort() };
  });
  const byTargets = Map.groupBy(withTargets, ({ include: { direction, parameter }, targets }) =>
    JSON.stringify([direction, parameter, targets]),
  );
  return [...byTargets.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { direction, parameter } = first.include;
    const sources = group.map(({ include }) => include.source);
    const { targets } = first;
    return { direction, parameter, name: JSON.stringify([parameter, sources, targets]), sources, targets };
  });
}
