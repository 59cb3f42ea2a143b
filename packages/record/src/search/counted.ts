import type { Query, RecordStore, SearchResult, StoredVersion } from '@baseplate-epr/contracts';

/** More than this many is a number about the record rather than something about anybody in it. */
const few = 100;

/**
 * What a count has counted, where nothing else is given out and it is few: that one resource matches tells as much of its patient as the
 * resource would.
 */
export async function counted(
  records: RecordStore,
  { types, where, access, count, signal }: Query,
  { total = 0 }: SearchResult,
): Promise<readonly StoredVersion[]> {
  if (count > 0 || total === 0 || total > few) return [];
  const query = { types, count: few, ...(where && { where }), ...(access && { access }), ...(signal && { signal }) };
  return (await records.search(query)).matches;
}
