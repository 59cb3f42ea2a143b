import { createMemoryRecordStore, createTestClock } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { indexResource, parseSearch } from '@baseplate-epr/fhir';
import type { OracleWorld } from '../search-oracle.ts';

/** The world as the record indexes it, in the reference store. */
export async function indexedWorld({ resources, baseUrl, now }: OracleWorld) {
  const store: RecordStore = createMemoryRecordStore();
  const quiet = () => undefined;
  await store.start({
    clock: createTestClock(),
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(size),
  });
  const outcome = await store.commit({
    epoch: 1,
    writes: resources.map((resource) => {
      const { resourceType: type, id } = resource;
      const version = { type, id, versionId: '1', lastUpdated: now, deleted: false, text: JSON.stringify(resource) };
      return { version: { ...version, ...indexResource({ type, resource, baseUrl }) }, expect: 'absent' as const };
    }),
  });
  if (outcome.outcome !== 'committed') throw new Error(outcome.outcome);
  return {
    /** Ids found, sorted; throws where the search is refused or a parameter is not applied. */
    async search(type: string, parameters: readonly (readonly [string, string])[]): Promise<readonly string[]> {
      const { where, unknown } = parseSearch({ type, parameters, baseUrl, now });
      if (unknown.length > 0) throw new Error(unknown.map(({ name, reason }) => `${name}: ${reason}`).join(' '));
      const { matches } = await store.search({ types: [type], where, count: 1000 });
      return matches.map(({ id }) => id).sort();
    },
  };
}
