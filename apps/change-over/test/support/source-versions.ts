import type { IndexedVersion } from '@baseplate-epr/contracts';
import { indexResource, parseResource } from '@baseplate-epr/fhir';
import { generatePopulation } from '@baseplate-epr/synthetic-population';

/** The FHIR base that the versions are indexed for. */
export const baseUrl = 'http://127.0.0.1:3000/fhir';

const now = Date.UTC(2026, 0, 1);
const second = 1000;

/**
 * So many versions of synthetic charts, in pages: every resource once, and every third a second and a third time with other words, some
 * pages later, as charts are written.
 */
export function* sourceVersions(count: number): Generator<readonly IndexedVersion[]> {
  let made = 0;
  let later: IndexedVersion[] = [];
  for (const { text } of generatePopulation({ patients: 10_000, seed: 1, now })) {
    const bundle: { readonly entry: readonly { readonly resource: { resourceType: string; id: string } }[] } =
      JSON.parse(text);
    const first = bundle.entry.map(({ resource }) => versionOf(resource, 1));
    const again = bundle.entry.filter((_, place) => place % 3 === 0);
    const page = [...first, ...later].slice(0, count - made);
    later = [2, 3].flatMap((version) => again.map(({ resource }) => versionOf(resource, version)));
    made += page.length;
    yield page;
    if (made >= count) return;
  }
}

function versionOf(resource: { readonly resourceType: string; readonly id: string }, number: number): IndexedVersion {
  const { resourceType: type, id } = resource;
  const lastUpdated = now + number * second;
  const meta = { versionId: String(number), lastUpdated: new Date(lastUpdated).toISOString() };
  const text = JSON.stringify({ ...resource, meta });
  const { resource: parsed } = parseResource(text, { maxDepth: 100, maxLength: 100_000_000 });
  const { entries, compartments } = indexResource({ type, resource: parsed, baseUrl });
  return { type, id, versionId: String(number), lastUpdated, deleted: false, text, entries, compartments };
}
