import type { Write } from '@baseplate-epr/contracts';
import { entryResource, indexResource, isJsonObject, parseResource, rewriteResource } from '@baseplate-epr/fhir';
import { generatePopulation } from '@baseplate-epr/synthetic-population';

/** The writes of one transaction of a synthetic population, as the record would make them. */
export interface PopulationCommit {
  readonly kind: 'organisations' | 'patient';
  readonly index: number;
  readonly writes: readonly Write[];
}

const now = Date.UTC(2026, 10, 21, 8, 14);

/** What the record would commit for each transaction of a population: parsed, stamped and indexed by the same functions, unvalidated. */
export function* populationWrites(patients: number): Generator<PopulationCommit> {
  for (const { kind, index, text } of generatePopulation({ patients, seed: 1, now })) {
    const bundle = parseResource(text);
    const entries = bundle.resource.entry;
    if (!Array.isArray(entries)) throw new Error('A transaction of the population has no entries.');
    const writes = entries.map((_, position): Write => {
      const parsed = entryResource(bundle, position);
      if (parsed === undefined || !isJsonObject(parsed.resource))
        throw new Error('An entry of the population has no resource.');
      const { resourceType: type, id } = parsed.resource;
      if (typeof type !== 'string' || typeof id !== 'string')
        throw new Error('A resource of the population has no id.');
      const lastUpdated = now + index * 1000;
      const made = rewriteResource(parsed, { id, versionId: '1', lastUpdated: new Date(lastUpdated).toISOString() });
      const indexed = indexResource({ type, resource: made.resource });
      return {
        version: { type, id, versionId: '1', lastUpdated, deleted: false, text: made.text, ...indexed },
        expect: 'absent',
      };
    });
    yield { kind, index, writes };
  }
}
