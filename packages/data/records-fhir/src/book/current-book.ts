import type { ResourceKey } from '@baseplate-epr/contracts';
import { type CurrentResource, nameOf, type Resources } from '@baseplate-epr/record-query';
import { narrow } from './narrow.ts';

/** A version that is known; its place in {@link KnownResource.versions} is its number. */
export interface KnownVersion {
  readonly serverVersionId: string;
  readonly lastUpdated: number;
  readonly deleted: boolean;
  readonly compartments: readonly ResourceKey[];
}

/** A resource with what it is found by now, and all its versions. One object for as long as the store is open. */
export interface KnownResource extends CurrentResource {
  readonly versions: KnownVersion[];
  /** Of the search parameters that its entries were computed with. */
  readonly generation: number;
}

/** What is current, with ways to it by type, compartment and reference. */
export interface CurrentBook extends Resources<KnownResource> {
  add(resource: KnownResource): void;
  /** Gives a resource another current version or other entries. */
  replace(resource: KnownResource, by: Pick<KnownResource, 'version' | 'entries' | 'generation'>): void;
  /** Has a resource found by another time. */
  date(resource: KnownResource, lastUpdated: number): void;
}

/** Makes an empty {@link CurrentBook}. */
export function createCurrentBook(): CurrentBook {
  const types = new Map<string, Map<string, KnownResource>>();
  const members = new Map<string, Set<KnownResource>>();
  const referrers = new Map<string, Set<KnownResource>>();

  const waysTo = (resource: KnownResource): readonly (readonly [Map<string, Set<KnownResource>>, string])[] => [
    ...resource.version.compartments.map((key) => [members, nameOf(key)] as const),
    ...resource.entries.flatMap((entry) =>
      entry.kind === 'reference' && entry.type !== '' ? [[referrers, nameOf(entry)] as const] : [],
    ),
  ];
  const open = (resource: KnownResource) => {
    for (const [ways, name] of waysTo(resource)) {
      const there = ways.get(name);
      if (there === undefined) ways.set(name, new Set([resource]));
      else there.add(resource);
    }
  };
  const close = (resource: KnownResource) => {
    for (const [ways, name] of waysTo(resource)) {
      const there = ways.get(name);
      there?.delete(resource);
      if (there?.size === 0) ways.delete(name);
    }
  };
  const ofType = (some: ReadonlySet<KnownResource> | undefined, type: string) =>
    [...(some ?? [])].filter(({ version }) => version.type === type);

  return {
    get: ({ type, id }) => types.get(type)?.get(id),
    types: () => types.keys(),
    ofType(type, where) {
      const all = types.get(type);
      if (all === undefined) return [];
      const narrowed =
        where === undefined
          ? undefined
          : narrow(where, {
              byIds: (ids) => ids.flatMap((id) => all.get(id) ?? []),
              inCompartment: (key) => members.get(nameOf(key)),
              referringTo: (name) => referrers.get(name),
            });
      return narrowed === undefined ? all.values() : ofType(narrowed, type);
    },
    referring: (type, target) => ofType(referrers.get(nameOf(target)), type),
    add(resource) {
      const { type, id } = resource.version;
      const there = types.get(type);
      if (there === undefined) types.set(type, new Map([[id, resource]]));
      else there.set(id, resource);
      open(resource);
    },
    date(resource, lastUpdated) {
      Object.assign(resource, { version: { ...resource.version, lastUpdated } });
    },
    replace(resource, by) {
      close(resource);
      Object.assign(resource, by);
      open(resource);
    },
  };
}
