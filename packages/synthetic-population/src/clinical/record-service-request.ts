import { type Concept, words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** A referral or an investigation that was asked for. */
export interface ServiceRequestFact {
  readonly code: Concept;
  readonly category: 'Referral' | 'Laboratory' | 'Imaging';
  readonly authored: number;
  readonly requester: ResourceReference;
  readonly performer?: ResourceReference;
  readonly status: 'active' | 'completed' | 'revoked';
  readonly priority?: 'routine' | 'urgent';
  readonly encounter?: ResourceReference;
  readonly reason?: string;
}

/** Writes a ServiceRequest by UK Core. */
export function recordServiceRequest(context: PatientContext, fact: ServiceRequestFact): ResourceReference {
  return context.collector.add({
    resourceType: 'ServiceRequest',
    status: fact.status,
    intent: 'order',
    category: [words(fact.category)],
    priority: fact.priority ?? 'routine',
    code: fact.code,
    subject: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    authoredOn: ukDateTime(fact.authored),
    requester: fact.requester,
    ...(fact.performer === undefined ? {} : { performer: [fact.performer] }),
    ...(fact.reason === undefined ? {} : { reasonCode: [words(fact.reason)] }),
  });
}
