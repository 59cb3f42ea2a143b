import type { Encounter, Patient, Resource } from '@medplum/fhirtypes';

/** Somebody who lies in hospital now. */
export interface Inpatient {
  readonly patient: Patient;
  readonly encounter: Encounter;
  /** `12`, `Bed A`; absent if no bed is named. */
  readonly bed?: string;
}

/** A ward and those who lie there, by bed. */
export interface Ward {
  readonly name: string;
  readonly inpatients: readonly Inpatient[];
}

/** Said for those whose stay names no ward. */
export const noWard = 'Ward not recorded';

const order = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Sorts stays into wards, by name of ward and then bed; "2" before "10", stays without a ward last. */
export function wardList(encounters: readonly Encounter[], included: readonly Resource[]): readonly Ward[] {
  const patients = new Map<string, Patient>(
    included.flatMap((resource) =>
      resource.resourceType === 'Patient' ? [[`Patient/${resource.id}`, resource] as const] : [],
    ),
  );
  const wards = new Map<string, Inpatient[]>();
  for (const encounter of encounters) {
    const patient = patients.get(encounter.subject?.reference ?? '');
    if (patient === undefined) continue;
    const { ward, bed } = placeOf(encounter);
    wards.set(ward, [...(wards.get(ward) ?? []), { patient, encounter, ...(bed === undefined ? {} : { bed }) }]);
  }
  return [...wards]
    .map(([name, inpatients]) => ({
      name,
      inpatients: inpatients.toSorted((a, b) => order.compare(a.bed ?? '\uffff', b.bed ?? '\uffff')),
    }))
    .sort((a, b) => Number(a.name === noWard) - Number(b.name === noWard) || order.compare(a.name, b.name));
}

/** The ward's words come first among the places; a bed's words begin with its ward's. */
function placeOf({ location = [] }: Encounter): { readonly ward: string; readonly bed?: string } {
  const names = location
    .filter(({ status }) => status === undefined || status === 'active')
    .flatMap(({ location: { display } }) => (display === undefined ? [] : [display]));
  const [ward] = names;
  if (ward === undefined) return { ward: noWard };
  const bed =
    names
      .find((name) => name !== ward && name.startsWith(ward))
      ?.slice(ward.length)
      .replace(/^[\s,]*(?:bed\s+)?/i, '') ?? names[1];
  return bed === undefined || bed === '' ? { ward } : { ward, bed };
}
