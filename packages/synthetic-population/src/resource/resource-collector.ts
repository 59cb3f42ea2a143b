import { deterministicUuid } from '../random/deterministic-uuid.ts';
import type { ResourceReference } from './resource-reference.ts';
import type { WritableResource } from './writable-resource.ts';

/** Gathers the resources of one bundle in order. */
export interface ResourceCollector {
  /** Keeps a resource, gives it the next id of its type (or the id of `name`), and answers with a reference to it. */
  add(resource: WritableResource, name?: string): ResourceReference;
  /** The reference that `add` with this name gives, before or after it was added. */
  referenceTo(resourceType: string, name: string): ResourceReference;
  /** How many resources are kept. */
  count(): number;
  /** Everything kept, as the compact JSON text of a `transaction` Bundle of PUTs. */
  toText(): string;
}

/** @param key names the bundle: with a resource's type and its place among its type, it decides the resource's id. */
export function createResourceCollector(key: string): ResourceCollector {
  const entries: object[] = [];
  const counts = new Map<string, number>();

  function idOf(resourceType: string, name: string): string {
    return deterministicUuid(`${key}/${resourceType}/${name}`);
  }

  return {
    add(resource, name) {
      const { resourceType, ...rest } = resource;
      const ordinal = counts.get(resourceType) ?? 0;
      counts.set(resourceType, ordinal + 1);
      const id = idOf(resourceType, name ?? String(ordinal));
      const reference = `${resourceType}/${id}`;
      entries.push({ resource: { resourceType, id, ...rest }, request: { method: 'PUT', url: reference } });
      return { reference };
    },
    referenceTo: (resourceType, name) => ({ reference: `${resourceType}/${idOf(resourceType, name)}` }),
    count: () => entries.length,
    toText: () => JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: entries }),
  };
}
