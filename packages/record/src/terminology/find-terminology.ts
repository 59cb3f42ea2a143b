import type { Predicate, Query, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { foldCode, referenceTarget } from '@baseplate-epr/fhir';

/** What was found under a url, and by what it can be told that it would be found again. */
export interface FoundTerminology {
  readonly type: 'CodeSystem' | 'ValueSet';
  /** The resource chosen; undefined if there is none. */
  readonly resource: object | undefined;
  /** The version of it that was read. */
  readonly stamp: Pick<StoredVersion, 'id' | 'lastUpdated'> | undefined;
  /** Holds for the one chosen, and for whatever would be chosen instead of it; for anything usable if none was. */
  readonly contenders: Predicate;
  /** Nothing else contends with it, so that two counts tell whether it would be chosen again. */
  readonly alone: boolean;
}

/** What to look for. */
export interface WantedTerminology {
  readonly type: 'CodeSystem' | 'ValueSet';
  /** Canonical, perhaps with `|version`, or a literal reference. */
  readonly url: string;
  readonly baseUrl: string;
  readonly signal?: AbortSignal | undefined;
}

/** Texts read at once; mostly the first is the one. */
const page = 5;

/**
 * Finds a CodeSystem or ValueSet by canonical url, perhaps with `|version`, or by a literal reference. Of several the active ones
 * come first, the retired ones last, and of those the one that was updated last. The store picks, however many there are.
 */
export async function findTerminology(records: RecordStore, wanted: WantedTerminology): Promise<FoundTerminology> {
  const { type, version, usable } = usableOnes(wanted);
  const passed: Predicate[] = [];
  for (const rank of ranks) {
    const where: Predicate = { kind: 'and', predicates: [usable, rank] };
    const chosen = await newest(records, { type, version, where, signal: wanted.signal });
    if (chosen === undefined) {
      passed.push(where);
      continue;
    }
    const { id, lastUpdated } = chosen.match;
    const since: Predicate = { kind: 'lastUpdated', bounds: [{ end: 'low', operator: '>=', value: lastUpdated }] };
    const contenders: Predicate = {
      kind: 'or',
      predicates: [...passed, { kind: 'and', predicates: [where, since] }],
    };
    const alone = (await count(records, type, contenders)) === 1;
    return { type, resource: chosen.content, stamp: { id, lastUpdated }, contenders, alone };
  }
  const alone = (await count(records, type, usable)) === 0;
  return { type, resource: undefined, stamp: undefined, contenders: usable, alone };
}

const status = (code: string): Predicate => ({ kind: 'token', parameter: 'status', code });

/** Which are taken first. */
const ranks: readonly Predicate[] = [
  status('active'),
  { kind: 'not', predicate: { kind: 'or', predicates: [status('active'), status('retired')] } },
  status('retired'),
];

/** Those of the url and version; a supplement only adds to a code system. */
function usableOnes({ type, url, baseUrl }: WantedTerminology) {
  const target = referenceTarget(url, baseUrl);
  const literal = target?.type === type && target.url === '';
  const [bare = '', ...after] = url.split('|');
  const version = literal || after.length === 0 ? undefined : after.join('|');
  const named: Predicate = literal
    ? { kind: 'id', ids: [target.id] }
    : { kind: 'uri', parameter: 'url', match: 'exact', value: bare };
  const supplement: Predicate = { kind: 'token', parameter: 'content-mode', code: 'supplement' };
  const usable: Predicate = {
    kind: 'and',
    predicates: [
      named,
      ...(version === undefined ? [] : [{ kind: 'token', parameter: 'version', code: foldCode(version) } as const]),
      { kind: 'not', predicate: supplement },
    ],
  };
  return { type, version, usable };
}

interface RankedTerminology {
  readonly type: string;
  readonly version: string | undefined;
  readonly where: Predicate;
  readonly signal: AbortSignal | undefined;
}

/** The index does not tell versions apart that differ in case alone; their texts do. */
async function newest(records: RecordStore, { type, version, where, signal }: RankedTerminology) {
  let query: Query = {
    types: [type],
    where,
    sort: [{ parameter: '_lastUpdated', entry: 'date', direction: 'descending' }],
    count: version === undefined ? 1 : page,
    ...(signal === undefined ? {} : { signal }),
  };
  for (;;) {
    const { matches, next } = await records.search(query);
    for (const match of matches) {
      const content = JSON.parse(match.text) as { readonly version?: unknown };
      if (version === undefined || content.version === version) return { match, content };
    }
    if (next === undefined) return undefined;
    query = { ...query, cursor: next };
  }
}

/** Whether each would be chosen again: two counts, and no text is read. */
export async function isUnchanged(records: RecordStore, found: readonly FoundTerminology[]): Promise<boolean> {
  for (const { type, stamp, contenders } of found) {
    if ((await count(records, type, contenders)) !== (stamp === undefined ? 0 : 1)) return false;
    if (stamp === undefined) continue;
    const { id, lastUpdated: value } = stamp;
    const itself: Predicate = {
      kind: 'and',
      predicates: [
        { kind: 'id', ids: [id] },
        { kind: 'lastUpdated', bounds: [{ end: 'low', operator: '=', value }] },
      ],
    };
    if ((await count(records, type, { kind: 'and', predicates: [contenders, itself] })) !== 1) return false;
  }
  return true;
}

async function count(records: RecordStore, type: string, where: Predicate): Promise<number> {
  return (await records.search({ types: [type], where, count: 0 })).total ?? -1;
}
