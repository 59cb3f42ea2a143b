import { formatName } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Patient } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';
import { searchQueries } from './search-queries.ts';
import type { UnderstoodSearch } from './understand-search.ts';

const order = new Intl.Collator('en-GB', { sensitivity: 'base' });

/** Patients shown at most for one search. */
export const resultLimit = 20;

/** What a search found. */
export type FoundPatients =
  | { readonly outcome: 'found'; readonly patients: readonly Patient[]; readonly more: boolean }
  /** Nothing that could be searched for was typed. */
  | { readonly outcome: 'nothing-asked' }
  | { readonly outcome: 'withheld' }
  /** It would have cost the record too much. */
  | { readonly outcome: 'too-wide' };

/**
 * Finds patients: first those with a name that begins with each word, then, while there is room, those with a name that has the words
 * anywhere inside; by name. @throws FhirError if the record does not answer
 */
export async function findPatients({ record, context }: Visit, understood: UnderstoodSearch): Promise<FoundPatients> {
  const queries = searchQueries(understood);
  const { words, numbers, born, nhsNumber } = understood;
  const tooShort =
    born === undefined &&
    nhsNumber === undefined &&
    numbers.length === 0 &&
    words.every((word) => /^[\x20-\x7f]$/.test(word));
  if (queries.length === 0 || tooShort) return { outcome: 'nothing-asked' };
  const found = new Map<string, Patient>();
  try {
    for (const query of queries) {
      const { matches } = await record.search('Patient', {
        ...query,
        _sort: 'family,given,birthdate',
        _count: resultLimit + 1,
      });
      for (const patient of matches) found.set(patient.id ?? '', found.get(patient.id ?? '') ?? patient);
      if (found.size > resultLimit) break;
    }
  } catch (error) {
    if (isFhirError(error, 403)) return { outcome: 'withheld' };
    if (isFhirError(error, 422)) return { outcome: 'too-wide' };
    throw error;
  }
  const shown = [...found.values()].slice(0, resultLimit);
  const named = shown.map((patient) => ({ patient, name: formatName(patient, { now: context.now }) }));
  return {
    outcome: 'found',
    patients: named.sort((a, b) => order.compare(a.name, b.name)).map(({ patient }) => patient),
    more: found.size > resultLimit,
  };
}
