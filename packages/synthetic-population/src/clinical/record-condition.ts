import { concept, snomed, terminology, words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDate } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** A problem or a diagnosis. */
export interface ConditionFact {
  readonly code?: string;
  readonly display: string;
  /** FHIR date of any precision. */
  readonly onset: string;
  /** When it was written down, in milliseconds. */
  readonly recorded: number;
  readonly recorder: ResourceReference;
  readonly encounter?: ResourceReference;
  /** A diagnosis made during a stay, or (as usual) an entry of the problem list. */
  readonly category?: 'problem-list-item' | 'encounter-diagnosis';
  readonly certainty?: 'confirmed' | 'provisional' | 'differential';
  /** FHIR date on which it ended. */
  readonly resolved?: string;
  readonly severity?: 'mild' | 'moderate' | 'severe';
  readonly note?: string;
}

const severities = {
  mild: snomed('255604002', 'Mild'),
  moderate: snomed('6736007', 'Moderate'),
  severe: snomed('24484000', 'Severe'),
} as const;
const categories = {
  'problem-list-item': terminology('condition-category', 'problem-list-item', 'Problem List Item'),
  'encounter-diagnosis': terminology('condition-category', 'encounter-diagnosis', 'Encounter Diagnosis'),
} as const;
const certainties = {
  confirmed: terminology('condition-ver-status', 'confirmed', 'Confirmed'),
  provisional: terminology('condition-ver-status', 'provisional', 'Provisional'),
  differential: terminology('condition-ver-status', 'differential', 'Differential'),
} as const;
const active = terminology('condition-clinical', 'active', 'Active');
const resolved = terminology('condition-clinical', 'resolved', 'Resolved');

/** Writes a Condition by UK Core. */
export function recordCondition(context: PatientContext, fact: ConditionFact): ResourceReference {
  const reference = context.collector.add({
    resourceType: 'Condition',
    clinicalStatus: fact.resolved === undefined ? active : resolved,
    verificationStatus: certainties[fact.certainty ?? 'confirmed'],
    category: [categories[fact.category ?? 'problem-list-item']],
    ...(fact.severity === undefined ? {} : { severity: concept(severities[fact.severity]) }),
    code: fact.code === undefined ? words(fact.display) : concept(snomed(fact.code, fact.display)),
    subject: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    onsetDateTime: fact.onset,
    ...(fact.resolved === undefined ? {} : { abatementDateTime: fact.resolved }),
    recordedDate: ukDate(fact.recorded),
    recorder: fact.recorder,
    asserter: fact.recorder,
    ...(fact.note === undefined ? {} : { note: [{ text: fact.note }] }),
  });
  return { ...reference, display: fact.display };
}
