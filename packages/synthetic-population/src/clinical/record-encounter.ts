import type { Encounter } from '@medplum/fhirtypes';
import { codeSystems } from '../codes/code-systems.ts';
import { type Concept, concept, snomed, ukCoreCodeExtension, words } from '../codes/concept.ts';
import type { OrganisationKey } from '../data/organisations.ts';
import type { PractitionerKey } from '../data/practitioners.ts';
import { type Specialty, specialties } from '../data/specialties.ts';
import type { WardKey } from '../data/wards.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import {
  bedReference,
  organisationReference,
  practitionerReference,
  wardReference,
} from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import type { Written } from '../resource/writable-resource.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** A contact with a service. */
export interface EncounterFact {
  readonly kind: 'admission' | 'emergency' | 'outpatient' | 'surgery' | 'telephone';
  /** In milliseconds. */
  readonly start: number;
  /** In milliseconds; absent while it lasts. */
  readonly end?: number;
  readonly organisation?: OrganisationKey;
  readonly specialty?: Specialty;
  readonly practitioner: PractitionerKey;
  readonly ward?: WardKey;
  readonly bed?: number;
  readonly reason?: string;
  readonly diagnosis?: readonly ResourceReference[];
  readonly planned?: boolean;
  readonly died?: boolean;
  /** The admission this emergency attendance led to, or the like. */
  readonly partOf?: ResourceReference;
  /** Name of the resource, where something must refer to it before it is written. */
  readonly name?: string;
}

const inpatient = {
  class: ['IMP', 'inpatient encounter'],
  type: concept(snomed('185212007', 'Seen in hospital ward')),
} as const;
const kinds: Readonly<
  Record<EncounterFact['kind'], { readonly class: readonly [string, string]; readonly type: Concept }>
> = {
  admission: inpatient,
  emergency: { class: ['EMER', 'emergency'], type: words('Emergency department attendance') },
  outpatient: { class: ['AMB', 'ambulatory'], type: words('Seen in hospital outpatient department') },
  surgery: { class: ['AMB', 'ambulatory'], type: words('Seen in general practitioner surgery') },
  telephone: { class: ['VR', 'virtual'], type: words('Telephone encounter') },
};

function locations(fact: EncounterFact): Pick<Written<Encounter>, 'location'> {
  if (fact.ward === undefined) return {};
  const status = fact.end === undefined ? 'active' : 'completed';
  const period = { start: ukDateTime(fact.start), ...(fact.end === undefined ? {} : { end: ukDateTime(fact.end) }) };
  const ward = { location: wardReference(fact.ward), status, period } as const;
  if (fact.bed === undefined) return { location: [ward] };
  return { location: [ward, { location: bedReference(fact.ward, fact.bed), status, period }] };
}

function hospitalization(fact: EncounterFact): Pick<Written<Encounter>, 'hospitalization'> {
  if (fact.kind !== 'admission') return {};
  const method =
    fact.planned === true
      ? (['11', 'Elective Admission: Waiting list'] as const)
      : ([
          '21',
          'Emergency Admission: Emergency Care Department or dental casualty department of the Health Care Provider',
        ] as const);
  const destination =
    fact.died === true
      ? (['79', 'Not applicable - Patient died or stillbirth'] as const)
      : (['19', 'Usual place of residence'] as const);
  return {
    hospitalization: {
      extension: [ukCoreCodeExtension('AdmissionMethod', 'AdmissionMethodEngland', method[0], method[1])],
      ...(fact.end === undefined
        ? {}
        : {
            dischargeDisposition: {
              coding: [
                {
                  system: `${codeSystems.ukCore}DischargeDestinationEngland`,
                  code: destination[0],
                  display: destination[1],
                },
              ],
            },
          }),
    },
  };
}

function dischargeMethod(fact: EncounterFact): Pick<Written<Encounter>, 'extension'> {
  if (fact.kind !== 'admission' || fact.end === undefined) return {};
  const method =
    fact.died === true
      ? (['4', 'Patient died'] as const)
      : (['1', 'Patient discharged on clinical advice or with clinical consent'] as const);
  return { extension: [ukCoreCodeExtension('DischargeMethod', 'DischargeMethodEngland', method[0], method[1])] };
}

/** Writes an Encounter by UK Core. One without an end is in progress. */
export function recordEncounter(context: PatientContext, fact: EncounterFact): ResourceReference {
  const {
    class: [code, display],
    type,
  } = kinds[fact.kind];
  const spell = `RXX-${context.collector.count()}-${Math.floor(fact.start / 60_000)}`;
  return context.collector.add(
    {
      resourceType: 'Encounter',
      ...dischargeMethod(fact),
      ...(fact.kind === 'admission' ? { identifier: [{ system: identifierSystems.spell, value: spell }] } : {}),
      status: fact.end === undefined ? 'in-progress' : 'finished',
      class: { system: codeSystems.actCode, code, display },
      type: [type],
      ...(fact.specialty === undefined ? {} : { serviceType: words(specialties[fact.specialty].title) }),
      subject: context.patient,
      participant: [
        {
          type: [{ coding: [{ system: codeSystems.participation, code: 'ATND', display: 'attender' }] }],
          individual: practitionerReference(fact.practitioner),
        },
      ],
      period: { start: ukDateTime(fact.start), ...(fact.end === undefined ? {} : { end: ukDateTime(fact.end) }) },
      ...(fact.reason === undefined ? {} : { reasonCode: [words(fact.reason)] }),
      ...(fact.diagnosis === undefined ? {} : { diagnosis: fact.diagnosis.map((condition) => ({ condition })) }),
      ...hospitalization(fact),
      ...locations(fact),
      serviceProvider: organisationReference(fact.organisation ?? 'acute'),
      ...(fact.partOf === undefined ? {} : { partOf: fact.partOf }),
    },
    fact.name,
  );
}
