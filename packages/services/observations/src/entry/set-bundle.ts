import { createHash } from 'node:crypto';
import { type Acvpu, epochOfFhirDate } from '@baseplate-epr/clinical-format';
import { withDigits } from '@baseplate-epr/fhir-client';
import type { Bundle, BundleEntry, CodeableConcept, Encounter, Observation, Quantity } from '@medplum/fhirtypes';
import type { ObservationVisit } from '../observation-visit.ts';
import { systems } from '../reading/codes.ts';
import type { EnteredSet } from './entered-set.ts';
import type { EntryNumberName } from './entry-numbers.ts';

const coding = (system: string, code: string, display: string) => ({ system, code, display });
const loinc = (code: string, display: string) => coding(systems.loinc, code, display);
const snomed = (code: string, display: string) => coding(systems.snomed, code, display);

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

/**
 * A set as one transaction: an Observation for each parameter that was measured and the panel that names them. Their ids come from
 * the submission, and none may exist yet: the same form sent twice is refused the second time.
 */
export function setBundle(
  visit: ObservationVisit,
  set: EnteredSet,
  submission: string,
  admission: Encounter | undefined,
): Bundle {
  const entry: BundleEntry[] = [];
  const common = frame(visit, set, admission);
  const add = (part: string, category: keyof typeof categories, code: CodeableConcept, value: Partial<Observation>) => {
    const id = partId(submission, part);
    const system = systems.category;
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
    return digits === undefined ? undefined : quantity(digits, unit, code);
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
      : { note: [{ text: `Entered late: ${set.lateReason}`, time: new Date(visit.context.now).toISOString() }] };
  add('panel', 'vital-signs', codes.panel, { hasMember, ...note });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/** The logical id of one part of a set: a UUID of version 8 made from the submission's random token. */
export function partId(submission: string, part: string): string {
  const hex = createHash('sha256').update(`${submission}/${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function frame(
  { context, page }: ObservationVisit,
  { taken, at }: EnteredSet,
  admission: Encounter | undefined,
): Pick<Observation, 'resourceType' | 'status' | 'subject' | 'effectiveDateTime' | 'performer' | 'encounter'> {
  const { display, fhirUser, organisation } = context.principal;
  const during = admission !== undefined && (epochOfFhirDate(admission.period?.start) ?? 0) <= at;
  const where = {
    type: 'Organization' as const,
    display: organisation.display,
    identifier: { system: systems.odsCode, value: organisation.odsCode },
  };
  const who = fhirUser === undefined ? { type: 'Practitioner' as const, display } : { reference: fhirUser, display };
  return {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${page.patient}` },
    effectiveDateTime: taken,
    // Outside an admission nothing else would say which organisation measured.
    performer: (during ? [who] : [who, where]) as Observation['performer'],
    ...(during ? { encounter: { reference: `Encounter/${admission.id}` } } : {}),
  };
}

function quantity(digits: string, unit: string, code: string): Quantity {
  return withDigits({ unit, system: systems.ucum, code }, 'value', digits);
}
