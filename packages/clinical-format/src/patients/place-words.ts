import type { Encounter } from '@medplum/fhirtypes';
import { currentPlace } from './current-place.ts';

/** The stays of a patient that have not ended, as far as they could be read. */
export type CurrentStays =
  | { readonly state: 'there'; readonly value: readonly Encounter[] }
  | { readonly state: 'withheld' | 'unavailable' };

/** Where somebody lies, or why that is not said: that nobody answered is another thing than that nobody is in hospital. */
export function placeWords(current: CurrentStays): string {
  if (current.state !== 'there')
    return current.state === 'withheld' ? 'Withheld for your role' : 'Unavailable: the record did not answer';
  if (current.value.length === 0) return 'Not in hospital, as far as this record knows';
  return currentPlace(current.value) ?? 'Not recorded';
}
