import type { PatientContext } from '../clinical/patient-context.ts';
import { codeSystems } from '../codes/code-systems.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';

/** Who has to look at a report, and when they did. */
export interface Acknowledgement {
  readonly report: ResourceReference;
  /** When the report was released, in milliseconds. */
  readonly issued: number;
  readonly owner: ResourceReference;
  /** When the owner acknowledged it, in milliseconds; absent while nobody has. */
  readonly acknowledged?: number;
}

/**
 * Writes the Task that follows a report: `completed` once somebody acknowledged it, else `requested`.
 * A report counts as acknowledged when a completed Task of this code has it as `focus`.
 */
export function acknowledgeReport(context: PatientContext, fact: Acknowledgement): void {
  const done = fact.acknowledged;
  context.collector.add({
    resourceType: 'Task',
    status: done === undefined ? 'requested' : 'completed',
    intent: 'order',
    code: {
      coding: [{ system: codeSystems.taskType, code: 'acknowledge-result', display: 'Acknowledge result' }],
      text: 'Acknowledge result',
    },
    focus: fact.report,
    for: context.patient,
    ...(done === undefined ? {} : { executionPeriod: { end: ukDateTime(done) } }),
    authoredOn: ukDateTime(fact.issued),
    lastModified: ukDateTime(done ?? fact.issued),
    owner: fact.owner,
  });
}
