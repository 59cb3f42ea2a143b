import { type AccessRules, BaseplateError, type HistoryOptions, type RecordStore } from '@baseplate-epr/contracts';
import type { Continuation } from './continuation.ts';

const pageSize = 1000;
const mostResources = 10_000;

/**
 * What of the earlier store may have been current at some moment: not what was replaced in the store itself by then. The earlier store does not
 * know of that, once it is not kept like the other any more, or a moment before it is.
 *
 * @returns which versions of the earlier store to ask for
 * @throws BaseplateError `query-too-costly` if more resources were written since than can be told apart
 */
export async function withoutSuperseded(
  store: Pick<RecordStore, 'history'>,
  { since, ownSince }: Continuation,
  { scope, access, at }: Pick<HistoryOptions, 'scope' | 'access'> & Pick<Partial<HistoryOptions>, 'at'>,
): Promise<Pick<HistoryOptions, 'scope' | 'access'>> {
  const asked = { scope, ...(access === undefined ? {} : { access }) };
  // Nothing of the store itself is as old as that, so nothing had been replaced by it.
  if (at === undefined || at.low < since) return asked;
  const ids = new Map<string, string[]>();
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await store.history({
      scope,
      since: ownSince,
      // Of each resource that had been written by then, the version of that moment.
      at: { low: at.low, high: at.low + 1 },
      count: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { type, id } of page.versions) ids.set(type, [...(ids.get(type) ?? []), id]);
    count += page.versions.length;
    cursor = page.next;
    if (count > mostResources) throw tooMany(since);
  } while (cursor !== undefined);
  return count === 0 ? asked : { scope, access: excluding(access, ids) };
}

function excluding(
  { byType, otherwise }: AccessRules = { byType: {}, otherwise: { kind: 'all' } },
  ids: ReadonlyMap<string, readonly string[]>,
): AccessRules {
  const narrowed = [...ids].map(([type, some]) => {
    const rule = Object.hasOwn(byType, type) ? byType[type] : undefined;
    const gone = { kind: 'not', predicate: { kind: 'id', ids: some } } as const;
    return [type, { kind: 'and', predicates: [rule ?? otherwise, gone] }] as const;
  });
  return { byType: { ...byType, ...Object.fromEntries(narrowed) }, otherwise };
}

function tooMany(since: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `What was current then cannot be told: more than ${mostResources.toLocaleString('en-GB')} resources had been written since the record went over to this store (${new Date(since).toISOString()}). Ask for one resource, or one type, or a time before that.`,
  });
}
