import type { Predicate, StoredVersion } from '@baseplate-epr/contracts';
import type { AnsweringStore } from './answer-types.ts';

/** What a search asks for. */
export interface Asked {
  readonly types: readonly string[];
  readonly where: Predicate;
}

/** Every match of a search, by `Type/id`, with its version. */
export async function foundBy(
  store: Pick<AnsweringStore, 'search'>,
  { types, where }: Asked,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let cursor: string | undefined; ; ) {
    const { matches, next } = await store.search({
      types,
      where,
      count: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { type, id, versionId } of matches) found.set(`${type}/${id}`, versionId);
    if (next === undefined) return found;
    cursor = next;
  }
}

/** Looks for one resource alone, by further conditions. */
export function asksFor({ type, id }: Pick<StoredVersion, 'type' | 'id'>, ...further: readonly Predicate[]): Asked {
  return { types: [type], where: { kind: 'and', predicates: [{ kind: 'id', ids: [id] }, ...further] } };
}
