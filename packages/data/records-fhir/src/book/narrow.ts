import type { Predicate, ResourceKey } from '@baseplate-epr/contracts';
import { nameOf } from '@baseplate-epr/record-query';

/** What is known of where resources may be found. */
export interface Places<Resource> {
  byIds(ids: readonly string[]): readonly Resource[];
  inCompartment(compartment: ResourceKey): ReadonlySet<Resource> | undefined;
  referringTo(target: string): ReadonlySet<Resource> | undefined;
}

/** A superset of the resources that can satisfy a condition; undefined where every one may. */
export function narrow<Resource>(where: Predicate, places: Places<Resource>): ReadonlySet<Resource> | undefined {
  switch (where.kind) {
    case 'none':
      return new Set();
    case 'id':
      return new Set(places.byIds(where.ids));
    case 'compartment':
      return union(where.ids.map((id) => places.inCompartment({ type: where.type, id }) ?? new Set()));
    case 'reference':
      if (where.type === undefined || where.type === '' || where.id === undefined) return undefined;
      return places.referringTo(nameOf({ type: where.type, id: where.id })) ?? new Set();
    case 'and': {
      const narrowed = where.predicates.flatMap((part) => narrow(part, places) ?? []);
      return narrowed.sort((left, right) => left.size - right.size)[0];
    }
    case 'or': {
      const narrowed = where.predicates.map((part) => narrow(part, places));
      return narrowed.every((one) => one !== undefined) ? union(narrowed) : undefined;
    }
    default:
      return undefined;
  }
}

function union<Resource>(sets: readonly ReadonlySet<Resource>[]): ReadonlySet<Resource> {
  const [first] = sets;
  if (sets.length === 1 && first !== undefined) return first;
  return new Set(sets.flatMap((set) => [...set]));
}
