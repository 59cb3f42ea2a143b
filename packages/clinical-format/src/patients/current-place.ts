import type { Encounter } from '@medplum/fhirtypes';

/** Where somebody lies, in the words of the record: `Ward 7, bed 12`; `undefined` if no ward is named. */
export function currentPlace(encounters: readonly Encounter[]): string | undefined {
  const inpatient = encounters.find(({ class: kind }) => kind?.code === 'IMP') ?? encounters[0];
  const places = (inpatient?.location ?? []).filter(({ status }) => status === undefined || status === 'active');
  // The narrowest place comes last: ward, then bed.
  return places.map(({ location }) => location?.display).findLast((display) => display !== undefined);
}
