import { terminology, words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** Something everybody must know before they act. */
export interface FlagFact {
  readonly text: string;
  readonly category: 'clinical' | 'safety' | 'administrative' | 'behavioral';
  readonly since: number;
  readonly author: ResourceReference;
  readonly encounter?: ResourceReference;
}

const categories = {
  clinical: terminology('flag-category', 'clinical', 'Clinical'),
  safety: terminology('flag-category', 'safety', 'Safety'),
  administrative: terminology('flag-category', 'admin', 'Administrative'),
  behavioral: terminology('flag-category', 'behavioral', 'Behavioral'),
} as const;

/** Writes an active Flag by UK Core. */
export function recordFlag(context: PatientContext, fact: FlagFact): void {
  context.collector.add({
    resourceType: 'Flag',
    status: 'active',
    category: [categories[fact.category]],
    code: words(fact.text),
    subject: context.patient,
    period: { start: ukDateTime(fact.since) },
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    author: fact.author,
  });
}
