import type { Patient } from '@medplum/fhirtypes';
import { formatName } from '../names/format-name.ts';
import { type PatientQuery, searchQueries } from './search-queries.ts';
import type { UnderstoodSearch } from './understand-search.ts';

const order = new Intl.Collator('en-GB', { sensitivity: 'base' });

/** Patients shown at most for one search. */
export const foundLimit = 20;

/** What a search found. */
export type FoundPatients =
  | { readonly outcome: 'found'; readonly patients: readonly Patient[]; readonly more: boolean }
  /** Nothing that could be searched for was typed. */
  | { readonly outcome: 'nothing-asked' }
  | { readonly outcome: 'withheld' }
  /** It would have cost the record too much. */
  | { readonly outcome: 'too-wide' };

/** How the record is asked, and when. */
export interface FindPatientsOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Asks for patients; says why there are none to be had. */
  search(query: PatientQuery): Promise<readonly Patient[] | 'withheld' | 'too-wide'>;
}

/**
 * Finds patients: first those with a name that begins with each word, then, while there is room, those with a name that has the words
 * anywhere inside; by name. @throws what `search` throws
 */
export async function findPatients(
  understood: UnderstoodSearch,
  { now, search }: FindPatientsOptions,
): Promise<FoundPatients> {
  const queries = searchQueries(understood);
  const { words, numbers, born, nhsNumber } = understood;
  const tooShort =
    born === undefined &&
    nhsNumber === undefined &&
    numbers.length === 0 &&
    words.every((word) => /^[\x20-\x7f]$/.test(word));
  if (queries.length === 0 || tooShort) return { outcome: 'nothing-asked' };
  const found = new Map<string, Patient>();
  for (const query of queries) {
    const answer = await search({ ...query, _sort: 'family,given,birthdate', _count: String(foundLimit + 1) });
    if (typeof answer === 'string') return { outcome: answer };
    for (const patient of answer) found.set(patient.id ?? '', found.get(patient.id ?? '') ?? patient);
    if (found.size > foundLimit) break;
  }
  const shown = [...found.values()].slice(0, foundLimit);
  const named = shown.map((patient) => ({ patient, name: formatName(patient, { now }) }));
  return {
    outcome: 'found',
    patients: named.sort((a, b) => order.compare(a.name, b.name)).map(({ patient }) => patient),
    more: found.size > foundLimit,
  };
}
