import assert from 'node:assert/strict';
import type {
  CommitOptions,
  CommitResult,
  IndexedVersion,
  Predicate,
  Query,
  RecordStore,
  ResourceKey,
  SearchResult,
  StoredVersion,
  Write,
} from '@baseplate-epr/contracts';
import type { CaseContext } from '../../kit/case-context.ts';
import { contentOfText } from './content-of-text.ts';
import { type Draft, writeOf } from './drafts.ts';

/** The epoch that cases commit with. */
export const epoch = 1;

/** Commits these writes at the usual epoch. */
export function commit(
  store: RecordStore,
  writes: readonly Write[],
  guards?: CommitOptions['guards'],
): Promise<CommitResult> {
  return commitWith(store, guards === undefined ? { epoch, writes } : { epoch, writes, guards });
}

/** The outcome of a commit, without what a store may tell of the versions that it has kept. */
export async function commitWith(store: RecordStore, options: CommitOptions): Promise<CommitResult> {
  const result = await store.commit(options);
  return result.outcome === 'committed' ? { outcome: 'committed' } : result;
}

/** Writes these versions in one commit, which must succeed. */
export async function put(store: RecordStore, ...drafts: readonly Draft[]): Promise<void> {
  const result = await commit(
    store,
    drafts.map((draft) => writeOf(draft)),
  );
  assert.deepEqual(result, { outcome: 'committed' }, 'A commit whose expectations hold was not committed.');
}

/** A search with the parts that a case does not care about filled in. */
export function find(store: RecordStore, query: Partial<Query>): Promise<SearchResult> {
  return store.search({ types: [], count: 1000, ...query });
}

/** `Type/id` of each, in their order. */
export function names(keys: readonly ResourceKey[]): string[] {
  return keys.map(({ type, id }) => `${type}/${id}`);
}

/** `Type/id/version` of each, in their order. */
export function versionNames(versions: readonly StoredVersion[]): string[] {
  return versions.map(({ type, id, versionId }) => `${type}/${id}/${versionId}`);
}

/** Only what a stored version consists of, with compartments in one order, fit for comparison. */
export function plain(version: StoredVersion | undefined): StoredVersion | undefined {
  if (version === undefined) return undefined;
  const { type, id, versionId, lastUpdated, deleted, text, compartments } = version;
  const ordered = names(compartments).sort();
  return {
    type,
    id,
    versionId,
    lastUpdated,
    deleted,
    text,
    compartments: ordered.map((name) => ({ type: name.split('/')[0] ?? '', id: name.split('/')[1] ?? '' })),
  };
}

/**
 * Asserts that the store gives back what was written: exactly, or, from a store that gives times and texts of its own, the same content
 * with the same digits.
 */
export function assertSame(
  store: RecordStore,
  actual: StoredVersion | undefined,
  written: IndexedVersion,
  promise: string,
): void {
  if (store.capabilities.verbatimHistory.support === 'supported') {
    assert.deepEqual(plain(actual), plain(written), promise);
  } else {
    assert.deepEqual(contentOf(actual), contentOf(written), promise);
  }
}

/** A version without what a server gives it, its numbers as they are written. */
function contentOf(version: StoredVersion | undefined): unknown {
  if (version === undefined) return undefined;
  const { lastUpdated: _, text, ...facts } = plain(version) ?? version;
  return { ...facts, content: text === '' ? undefined : contentOfText(text) };
}

/**
 * Asserts that a predicate finds these resources, in a search, in its total, in a search that only counts, and in a guard.
 * `expected` is in the order of type, then id.
 */
export async function assertFinds(
  store: RecordStore,
  query: Partial<Query> & { readonly where: Predicate },
  expected: readonly string[],
  promise: string,
): Promise<void> {
  const found = await find(store, { ...query, total: true });
  assert.deepEqual(names(found.matches), expected, promise);
  assert.equal(found.total, expected.length, `${promise} The total says otherwise.`);
  const counted = await find(store, { ...query, count: 0 });
  assert.equal(counted.total, expected.length, `${promise} A search that only counts says otherwise.`);
  const { types = [], where, access } = query;
  const resources = expected.map((name) => ({ type: name.split('/')[0] ?? '', id: name.split('/')[1] ?? '' }));
  const guardQuery = access === undefined ? { types, where } : { types, where, access };
  const guarded = await commit(store, [], [{ query: guardQuery, expect: { resources } }]);
  assert.deepEqual(guarded, { outcome: 'committed' }, `${promise} A guard with the same query sees it otherwise.`);
}

/** Every page of a search, one after the other. */
export async function pages(store: RecordStore, query: Query): Promise<SearchResult[]> {
  const found: SearchResult[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.search(cursor === undefined ? query : { ...query, cursor });
    found.push(page);
    cursor = page.next;
    assert.ok(found.length <= 1000, 'Paging does not come to an end.');
  } while (cursor !== undefined);
  return found;
}

/** Every change after a cursor, by pages of `limit`, and the cursor at the end. */
export async function changesAfter(
  store: RecordStore,
  after?: string,
  limit = 100,
): Promise<{ versions: StoredVersion[]; cursor: string }> {
  const versions: StoredVersion[] = [];
  let cursor = after;
  for (let pages = 0; pages < 10_000; pages += 1) {
    const page = await store.changes(cursor === undefined ? { limit } : { after: cursor, limit });
    assert.ok(page.versions.length <= limit, 'A page of changes is longer than asked for.');
    assert.ok(
      page.end || page.versions.length > 0,
      'An empty page of changes that is not the end: a reader would not end.',
    );
    versions.push(...page.versions);
    cursor = page.cursor;
    if (page.end) return { versions, cursor };
  }
  assert.fail('Changes do not come to an end.');
}

/**
 * Makes the same check on the store as it is and, where it keeps entries that do not follow from the texts, after it was opened again.
 */
export async function nowAndWhereKept(
  context: CaseContext<RecordStore>,
  check: (store: RecordStore) => Promise<void>,
): Promise<void> {
  if (context.adapter.capabilities.givenEntries.support === 'supported') await nowAndReopened(context, check);
  else await check(context.adapter);
}

/** When a version was written, by the store: it may give times of its own. */
export async function timeOf(store: RecordStore, type: string, id: string, version: number): Promise<number> {
  const found = await store.read({ type, id, versionId: String(version) });
  assert.ok(found !== undefined, 'A version that was written cannot be read.');
  return found.lastUpdated;
}

/** Makes the same check on the store as it is and after it was stopped and opened again. */
export async function nowAndReopened(
  { adapter, reopen }: CaseContext<RecordStore>,
  check: (store: RecordStore) => Promise<void>,
): Promise<void> {
  await check(adapter);
  await check(await reopen());
}
