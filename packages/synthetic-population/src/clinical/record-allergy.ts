import { concept, snomed, terminology, words } from '../codes/concept.ts';
import type { Allergen, AllergyManifestation } from '../data/allergens.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDate } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

const active = terminology('allergyintolerance-clinical', 'active', 'Active');
const confirmed = terminology('allergyintolerance-verification', 'confirmed', 'Confirmed');
const unconfirmed = terminology('allergyintolerance-verification', 'unconfirmed', 'Unconfirmed');

/** What to write about an allergy. */
export interface AllergyFact {
  readonly allergen: Omit<Allergen, 'weight' | 'manifestations'>;
  readonly manifestation: AllergyManifestation;
  /** In milliseconds. */
  readonly recorded: number;
  readonly recorder: ResourceReference;
  readonly onset?: string;
  readonly certain?: boolean;
}

/** Writes an AllergyIntolerance by UK Core. */
export function recordAllergy(context: PatientContext, fact: AllergyFact): void {
  const { allergen, manifestation } = fact;
  context.collector.add({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: active,
    verificationStatus: fact.certain === false ? unconfirmed : confirmed,
    type: allergen.type,
    category: [allergen.category],
    criticality: manifestation.severity === 'severe' ? 'high' : 'low',
    code:
      allergen.code === undefined
        ? words(allergen.substance)
        : { ...concept(snomed(allergen.code, allergen.substance)), text: allergen.substance },
    patient: context.patient,
    ...(fact.onset === undefined ? {} : { onsetDateTime: fact.onset }),
    recordedDate: ukDate(fact.recorded),
    recorder: fact.recorder,
    reaction: [
      {
        manifestation: [concept(snomed(manifestation.code, manifestation.display))],
        severity: manifestation.severity,
      },
    ],
  });
}

/** Writes that somebody asked and there are none: the positive statement, which is not the same as an empty list. */
export function recordNoKnownAllergies(context: PatientContext, recorded: number, recorder: ResourceReference): void {
  context.collector.add({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: active,
    verificationStatus: confirmed,
    code: concept(snomed('716186003', 'No known allergy')),
    patient: context.patient,
    recordedDate: ukDate(recorded),
    recorder,
  });
}
