import { words } from '../codes/concept.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** Something somebody has to do. */
export interface TaskFact {
  readonly text: string;
  readonly authored: number;
  readonly owner: ResourceReference;
  readonly priority?: 'routine' | 'urgent' | 'asap';
  readonly encounter?: ResourceReference;
  readonly due?: number;
  readonly focus?: ResourceReference;
}

/** Writes an open Task. */
export function recordTask(context: PatientContext, fact: TaskFact): void {
  context.collector.add({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: fact.priority ?? 'routine',
    code: words(fact.text),
    description: fact.text,
    ...(fact.focus === undefined ? {} : { focus: fact.focus }),
    for: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    authoredOn: ukDateTime(fact.authored),
    lastModified: ukDateTime(fact.authored),
    owner: fact.owner,
    ...(fact.due === undefined ? {} : { restriction: { period: { end: ukDateTime(fact.due) } } }),
  });
}
