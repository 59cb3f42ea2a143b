import type { Query, SearchResult, StoredVersion } from '@baseplate-epr/contracts';
import { searchResources } from '@baseplate-epr/record-query';
import { ownVersion, type RecordBook } from '../book/record-book.ts';

/** Finds what is current, by the times that the record may have told; what is found shows the server's. */
export function search({ current }: RecordBook, query: Query): SearchResult {
  const found = searchResources(current, query);
  const own = (version: StoredVersion): StoredVersion => {
    const resource = current.get(version);
    return resource === undefined ? version : ownVersion(resource);
  };
  return { ...found, matches: found.matches.map(own), included: found.included.map(own) };
}
