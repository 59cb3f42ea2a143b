import type { Bundle, BundleEntry, CodeableConcept, Encounter, Observation, Quantity } from '@medplum/fhirtypes';
import { epochOfFhirDate } from '../dates/fhir-date.ts';
import type { Acvpu } from '../news2/news2-values.ts';
import type { EnteredSet } from './entered-set.ts';
import type { EntryNumberName } from './entry-numbers.ts';
import { observationSystems } from './observation-codes.ts';

const coding = (system: string, code: string, display: string) => ({ system, code, display });
const loinc = (code: string, display: string) => coding(observationSystems.loinc, code, display);
const snomed = (code: string, display: string) => coding(observationSystems.snomed, code, display);

const codes = {
  panel: {
    coding: [loinc('85353-1', 'Vital signs, weight, height, head circumference, oxygen saturation and BMI panel')],
    text: 'Observations',
  },
  respirations: {
    coding: [loinc('9279-1', 'Respiratory rate'), snomed('86290005', 'Respiratory rate')],
    text: 'Respiratory rate',
  },
  saturation: {
    coding: [
      loinc('2708-6', 'Oxygen saturation in Arterial blood'),
      loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
      snomed('103228002', 'Blood oxygen saturation'),
    ],
    text: 'Oxygen saturation',
  },
  air: { coding: [snomed('722742002', 'Breathing room air')], text: 'Breathing room air' },
  oxygen: { coding: [snomed('371825009', 'Patient on oxygen')], text: 'Patient on oxygen' },
  pressure: { coding: [loinc('85354-9', 'Blood pressure panel with all children optional')], text: 'Blood pressure' },
  systolic: { coding: [loinc('8480-6', 'Systolic blood pressure')], text: 'Systolic blood pressure' },
  diastolic: { coding: [loinc('8462-4', 'Diastolic blood pressure')], text: 'Diastolic blood pressure' },
  pulse: { coding: [loinc('8867-4', 'Heart rate'), snomed('364075005', 'Heart rate')], text: 'Heart rate' },
  consciousness: {
    coding: [snomed('1104441000000107', 'Alert Confusion Voice Pain Unresponsive scale score')],
    text: 'Level of consciousness (ACVPU)',
  },
  temperature: {
    coding: [loinc('8310-5', 'Body temperature'), snomed('386725007', 'Body temperature')],
    text: 'Body temperature',
  },
} satisfies Record<string, CodeableConcept>;

const level = (code: string, display: string): CodeableConcept => ({ coding: [snomed(code, display)], text: display });

/** The UK Core value set ACVPU. */
const levels: Readonly<Record<Acvpu, CodeableConcept>> = {
  A: level('248234008', 'Mentally alert'),
  C: level('130987000', 'Acute confusion'),
  V: level('300202002', 'Responds to voice'),
  P: level('450847001', 'Responds to pain'),
  U: level('422768004', 'Unresponsive'),
};

const categories = { 'vital-signs': 'Vital Signs', survey: 'Survey', therapy: 'Therapy' } as const;

/** Who measures, with what rights of writing; as a service is told of its caller. */
export interface ObservationRecorder {
  readonly display: string;
  /** Reference to a Practitioner of the record. */
  readonly fhirUser?: string;
  readonly organisation: { readonly odsCode: string; readonly display: string };
}

/** What a set is written with. */
export interface SetBundleOptions {
  /** Logical id. */
  readonly patient: string;
  readonly recorder: ObservationRecorder;
  /** The stay under way, if there is one. */
  readonly admission: Encounter | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The logical id of a part of the set, such as `pulse` or `panel`: the same for the same submission, however often it is sent. */
  idOf(part: string): string;
  /** Makes a Quantity that is written with exactly these digits. */
  quantity(digits: string, unit: { readonly unit: string; readonly system: string; readonly code: string }): Quantity;
}

/**
 * A set as one transaction: an Observation for each parameter that was measured and the panel that names them. Their ids come from
 * the submission, and none may exist yet: the same form sent twice is refused the second time.
 */
export function observationSetBundle(set: EnteredSet, options: SetBundleOptions): Bundle {
  const entry: BundleEntry[] = [];
  const common = frame(set, options);
  const add = (part: string, category: keyof typeof categories, code: CodeableConcept, value: Partial<Observation>) => {
    const id = options.idOf(part);
    const system = observationSystems.category;
    const resource = {
      ...common,
      id,
      category: [{ coding: [{ system, code: category, display: categories[category] }] }],
      code,
      ...value,
    };
    entry.push({ resource, request: { method: 'PUT', url: `Observation/${id}`, ifNoneMatch: '*' } });
    return { reference: `Observation/${id}` };
  };
  const { numbers, oxygen, consciousness } = set;
  const hasMember: { reference: string }[] = [];
  const measured = (name: EntryNumberName, unit: string, code: string) => {
    const digits = numbers[name];
    return digits === undefined ? undefined : options.quantity(digits, { unit, system: observationSystems.ucum, code });
  };
  const plain = (name: 'respirations' | 'saturation' | 'pulse' | 'temperature', unit: string, code: string) => {
    const valueQuantity = measured(name, unit, code);
    if (valueQuantity !== undefined) hasMember.push(add(name, 'vital-signs', codes[name], { valueQuantity }));
  };
  plain('respirations', 'breaths/minute', '/min');
  plain('saturation', '%', '%');
  if (oxygen === 'air') hasMember.push(add('oxygen', 'therapy', codes.air, {}));
  const flow = measured('litres', 'L/min', 'L/min');
  if (oxygen === 'oxygen' && flow !== undefined)
    hasMember.push(add('oxygen', 'therapy', codes.oxygen, { valueQuantity: flow }));
  const component = (['systolic', 'diastolic'] as const).flatMap((name) => {
    const valueQuantity = measured(name, 'mmHg', 'mm[Hg]');
    return valueQuantity === undefined ? [] : [{ code: codes[name], valueQuantity }];
  });
  if (component.length > 0) hasMember.push(add('pressure', 'vital-signs', codes.pressure, { component }));
  plain('pulse', 'beats/minute', '/min');
  if (consciousness !== undefined)
    hasMember.push(
      add('consciousness', 'survey', codes.consciousness, { valueCodeableConcept: levels[consciousness] }),
    );
  plain('temperature', '°C', 'Cel');
  const note =
    set.lateReason === undefined
      ? {}
      : { note: [{ text: `Entered late: ${set.lateReason}`, time: new Date(options.now).toISOString() }] };
  add('panel', 'vital-signs', codes.panel, { hasMember, ...note });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function frame(
  { taken, at }: EnteredSet,
  { patient, recorder, admission }: SetBundleOptions,
): Pick<Observation, 'resourceType' | 'status' | 'subject' | 'effectiveDateTime' | 'performer' | 'encounter'> {
  const { display, fhirUser, organisation } = recorder;
  const during = admission !== undefined && (epochOfFhirDate(admission.period?.start) ?? 0) <= at;
  const where = {
    type: 'Organization' as const,
    display: organisation.display,
    identifier: { system: observationSystems.odsCode, value: organisation.odsCode },
  };
  const who = fhirUser === undefined ? { type: 'Practitioner' as const, display } : { reference: fhirUser, display };
  return {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: taken,
    // Outside an admission nothing else would say which organisation measured.
    performer: (during ? [who] : [who, where]) as Observation['performer'],
    ...(during ? { encounter: { reference: `Encounter/${admission.id}` } } : {}),
  };
}
