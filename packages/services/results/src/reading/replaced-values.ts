import { formatDateTime, formatResult } from '@baseplate-epr/clinical-format';
import { type FhirClient, withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

const corrections = new Set(['corrected', 'amended']);

/**
 * What corrected results replace, by the id of the Observation, read from their earlier versions in one batch; no request is made
 * where nothing was corrected.
 */
export async function readReplacedValues(
  record: FhirClient,
  results: readonly Observation[],
): Promise<ReadonlyMap<string, string>> {
  const corrected = results.filter(({ status }) => corrections.has(status ?? ''));
  if (corrected.length === 0) return new Map();
  const answer = await record.bundle({
    resourceType: 'Bundle',
    type: 'batch',
    entry: corrected.map(({ id }) => ({ request: { method: 'GET', url: `Observation/${id}/_history?_count=20` } })),
  });
  return new Map(
    corrected.map((result, index) => {
      const history = answer.entry?.[index]?.resource;
      const versions = history?.resourceType === 'Bundle' ? (history.entry ?? []) : [];
      const now = formatResult(withExactDigits(result));
      const earlier = versions
        .flatMap(({ resource }) => (resource?.resourceType === 'Observation' ? [resource] : []))
        .filter(({ meta }) => meta?.versionId !== result.meta?.versionId)
        .find((version) => formatResult(withExactDigits(version)) !== now);
      return [result.id ?? '', replacedWords(result.status, earlier)] as const;
    }),
  );
}

function replacedWords(status: Observation['status'], earlier: Observation | undefined): string {
  const word = status === 'amended' ? 'Amended' : 'Corrected';
  if (earlier === undefined) return `${word}: no other value came before in this record`;
  return `${word}, replaces ${formatResult(withExactDigits(earlier))} reported ${formatDateTime(earlier.issued)}`;
}
