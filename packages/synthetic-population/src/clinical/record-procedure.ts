import { concept, snomed, words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** Something that was done. */
export interface ProcedureFact {
  readonly code?: string;
  readonly display: string;
  /** In milliseconds. */
  readonly performed: number;
  readonly performer: ResourceReference;
  readonly encounter?: ResourceReference;
  readonly reason?: ResourceReference;
  readonly outcome?: string;
}

/** Writes a completed Procedure by UK Core. */
export function recordProcedure(context: PatientContext, fact: ProcedureFact): ResourceReference {
  return context.collector.add({
    resourceType: 'Procedure',
    status: 'completed',
    code: fact.code === undefined ? words(fact.display) : concept(snomed(fact.code, fact.display)),
    subject: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    performedDateTime: ukDateTime(fact.performed),
    performer: [{ actor: fact.performer }],
    ...(fact.reason === undefined ? {} : { reasonReference: [fact.reason] }),
    ...(fact.outcome === undefined ? {} : { outcome: { text: fact.outcome } }),
  });
}
