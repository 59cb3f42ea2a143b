import type { Predicate, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { referenceTarget } from '@baseplate-epr/fhir';

/** What was found under a url, and by what it can be told that it is still so. */
export interface FoundTerminology {
  readonly type: 'CodeSystem' | 'ValueSet';
  /** The resource chosen; undefined if there is none. */
  readonly resource: object | undefined;
  /** What was asked of the store. */
  readonly where: Predicate;
  /** Every resource that answered. */
  readonly stamps: readonly { readonly id: string; readonly lastUpdated: number }[];
  /** Not more answered than were looked at. */
  readonly complete: boolean;
}

/** Resources of one url that are looked at: its versions. */
const looked = 20;

/**
 * Finds a CodeSystem or ValueSet by canonical url, perhaps with `|version`, or by a literal reference. Of several the active ones
 * come first, then the one that was updated last.
 */
export async function findTerminology(
  records: RecordStore,
  { type, url, baseUrl }: { readonly type: 'CodeSystem' | 'ValueSet'; readonly url: string; readonly baseUrl: string },
): Promise<FoundTerminology> {
  const target = referenceTarget(url, baseUrl);
  const literal = target?.type === type && target.url === '';
  const [bare = '', version] = url.split('|');
  const where: Predicate = literal
    ? { kind: 'id', ids: [target.id] }
    : { kind: 'uri', parameter: 'url', match: 'exact', value: bare };
  const { matches, next } = await records.search({ types: [type], where, count: looked });
  const usable = matches
    .map((match) => ({ match, content: JSON.parse(match.text) as Content }))
    .filter(({ content }) => version === undefined || literal || content.version === version)
    .filter(({ content }) => content.content !== 'supplement')
    .sort(
      (left, right) => rank(right.content) - rank(left.content) || right.match.lastUpdated - left.match.lastUpdated,
    );
  const stamps = matches.map(({ id, lastUpdated }) => ({ id, lastUpdated }));
  return { type, resource: usable[0]?.content, where, stamps, complete: next === undefined };
}

interface Content {
  readonly version?: unknown;
  readonly status?: unknown;
  readonly content?: unknown;
}

function rank({ status }: Content): number {
  return status === 'active' ? 2 : status === 'retired' ? 0 : 1;
}

/** Whether the store would still answer the same: two counts for each lookup, and no text is read. */
export async function isUnchanged(records: RecordStore, found: readonly FoundTerminology[]): Promise<boolean> {
  for (const { type, where, stamps } of found) {
    const count = async (predicate: Predicate) =>
      (await records.search({ types: [type], where: predicate, count: 0 })).total ?? -1;
    if ((await count(where)) !== stamps.length) return false;
    if (stamps.length > 0 && (await count({ kind: 'and', predicates: [where, anyOfStamps(stamps)] })) !== stamps.length)
      return false;
  }
  return true;
}

function anyOfStamps(stamps: readonly Pick<StoredVersion, 'id' | 'lastUpdated'>[]): Predicate {
  return {
    kind: 'or',
    predicates: stamps.map(({ id, lastUpdated: value }) => ({
      kind: 'and',
      predicates: [
        { kind: 'id', ids: [id] },
        { kind: 'lastUpdated', bounds: [{ end: 'low', operator: '=', value }] },
      ],
    })),
  };
}
