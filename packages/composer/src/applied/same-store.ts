import type { ModuleReference } from '@baseplate-epr/contracts';

/** Whether two references are the same, settings included. The module's address is not looked at: a package may be installed elsewhere. */
export function isSameReference(left: ModuleReference, right: ModuleReference): boolean {
  return isSameStore(left, right) && stable(left.options) === stable(right.options);
}

/** Whether two references are one store, perhaps with other settings. */
export function isSameStore(left: ModuleReference, right: ModuleReference): boolean {
  if (left.package !== right.package || left.contract !== right.contract || left.factory !== right.factory)
    return false;
  if (left.keeps !== undefined && right.keeps !== undefined) return left.keeps === right.keeps;
  return stable(left.options) === stable(right.options);
}

/** JSON with sorted keys, so that the order in which options are written makes no difference. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
