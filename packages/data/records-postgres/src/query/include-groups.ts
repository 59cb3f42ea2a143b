import type { Include } from '@baseplate-epr/contracts';

/** Includes that one statement follows for a whole page. */
export interface IncludeGroup {
  readonly direction: Include['direction'];
  readonly parameter: string;
  /** Types that hold the reference. */
  readonly sources: readonly string[];
  /** Types referred to; absent means any. */
  readonly targets: readonly string[] | undefined;
}

/** Groups includes that differ in the type that holds the reference only: some lists name hundreds. */
export function groupIncludes(includes: readonly Include[]): readonly IncludeGroup[] {
  const alike = Map.groupBy(mergeTargets(includes), ({ direction, parameter, targets }) =>
    JSON.stringify([direction, parameter, targets]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, sources: group.flatMap(({ sources }) => sources) }];
  });
}

/** One that names no target takes in those of the same reference that do. */
function mergeTargets(includes: readonly Include[]): readonly IncludeGroup[] {
  const same = Map.groupBy(includes, ({ direction, parameter, source }) =>
    JSON.stringify([direction, parameter, source]),
  );
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { direction, parameter, source } = first;
    const named = group.flatMap(({ target }) => target ?? []);
    const targets = named.length < group.length ? undefined : [...new Set(named)].sort();
    return [{ direction, parameter, sources: [source], targets }];
  });
}
