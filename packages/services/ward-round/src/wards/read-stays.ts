import { type Ward, wardList } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';

/** Stays read at most; more are said to be missing. */
const limit = 1000;

/** The wards of the stays that are under way, and whether that is all of them. */
export interface Stays {
  readonly wards: readonly Ward[];
  readonly complete: boolean;
}

/** Reads who lies in hospital now, on all wards or on one. @throws FhirError 403 if stays are withheld */
export async function readStays({ record }: Visit, location?: string): Promise<Stays> {
  const found = await record.search('Encounter', {
    status: 'in-progress',
    class: 'IMP',
    location,
    _include: 'Encounter:patient',
    _count: limit,
  });
  return { wards: wardList(found.matches, found.included), complete: found.next === undefined };
}
