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
  /** Reference to the Location, as the first stay that names it has it. */
  readonly reference?: string;
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
  const references = new Map<string, string>();
  for (const encounter of encounters) {
    const patient = patients.get(encounter.subject?.reference ?? '');
    if (patient === undefined) continue;
    const { ward, bed, reference } = placeOf(encounter);
    if (reference !== undefined && !references.has(ward)) references.set(ward, reference);
    wards.set(ward, [...(wards.get(ward) ?? []), { patient, encounter, ...(bed === undefined ? {} : { bed }) }]);
  }
  return [...wards]
    .map(([name, inpatients]) => ({
      name,
      ...withReference(references.get(name)),
      inpatients: inpatients.toSorted((a, b) => order.compare(a.bed ?? '\uffff', b.bed ?? '\uffff')),
    }))
    .sort((a, b) => Number(a.name === noWard) - Number(b.name === noWard) || order.compare(a.name, b.name));
}

interface Place {
  readonly ward: string;
  readonly bed?: string;
  readonly reference?: string;
}

/** The ward's words come first among the places; a bed's words begin with its ward's. */
function placeOf({ location = [] }: Encounter): Place {
  const places = location
    .filter(({ status }) => status === undefined || status === 'active')
    .flatMap(({ location: { display, reference } }) => (display === undefined ? [] : [{ display, reference }]));
  const [first] = places;
  if (first === undefined) return { ward: noWard };
  const ward = first.display;
  const bed =
    places
      .find(({ display }) => display !== ward && display.startsWith(ward))
      ?.display.slice(ward.length)
      .replace(/^[\s,]*(?:bed\s+)?/i, '') ?? places[1]?.display;
  return { ward, ...withReference(first.reference), ...(bed === undefined || bed === '' ? {} : { bed }) };
}

function withReference(reference: string | undefined): Pick<Ward, 'reference'> {
  return reference === undefined ? {} : { reference };
}
