import { concept, snomed, words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDate } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** A vaccination that was given. */
export interface ImmunizationFact {
  readonly display: string;
  readonly code?: string;
  /** In milliseconds. */
  readonly given: number;
  readonly performer: ResourceReference;
  readonly dose: number;
  readonly site: 'left arm' | 'right arm' | 'oral';
}

const sites = {
  'left arm': concept(snomed('368208006', 'Left upper arm structure')),
  'right arm': concept(snomed('368209003', 'Right upper arm structure')),
} as const;

/** Writes an Immunization by UK Core. */
export function recordImmunization(context: PatientContext, fact: ImmunizationFact): void {
  const route = fact.site === 'oral' ? snomed('26643006', 'Oral') : snomed('78421000', 'Intramuscular route');
  context.collector.add({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: fact.code === undefined ? words(fact.display) : concept(snomed(fact.code, fact.display)),
    patient: context.patient,
    occurrenceDateTime: ukDate(fact.given),
    primarySource: true,
    ...(fact.site === 'oral' ? {} : { site: sites[fact.site] }),
    route: concept(route),
    performer: [{ actor: fact.performer }],
    protocolApplied: [{ doseNumberPositiveInt: fact.dose }],
  });
}
