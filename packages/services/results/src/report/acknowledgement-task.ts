import type { DiagnosticReport, Reference, Task } from '@medplum/fhirtypes';
import { systems } from '../reading/codes.ts';
import type { ResultVisit } from '../result-visit.ts';

/** What somebody said when acknowledging. */
export interface AcknowledgementInput {
  readonly action: string | undefined;
  readonly comment: string | undefined;
}

/** The completed Task that acknowledges a report as it is: the one that waited, completed, or a new one. */
export function acknowledgementTask(
  { context, page }: ResultVisit,
  report: DiagnosticReport,
  requested: Task | undefined,
  { action, comment }: AcknowledgementInput,
): Task {
  const now = new Date(context.now).toISOString();
  const { display, fhirUser } = context.principal;
  const owner = { display, ...(fhirUser === undefined ? {} : { reference: fhirUser }) } as Task['owner'];
  const author: Partial<Pick<Reference, 'reference' | 'display'>> = owner ?? {};
  const note = comment === undefined ? [] : [{ text: comment, time: now, authorString: author.display }];
  const version = {
    type: { coding: [{ system: systems.acknowledgedVersion, code: 'report-version' }], text: 'Version acknowledged' },
    valueString: report.meta?.versionId,
  };
  return {
    authoredOn: now,
    code: {
      coding: [{ system: systems.taskType, code: 'acknowledge-result', display: 'Acknowledge result' }],
      text: 'Acknowledge result',
    },
    ...requested,
    resourceType: 'Task',
    intent: 'order',
    focus: { reference: `DiagnosticReport/${report.id}` },
    for: { reference: `Patient/${page.patient}` },
    status: 'completed',
    identifier: [
      ...(requested?.identifier ?? []),
      { system: systems.acknowledgement, value: acknowledgementKey(report) },
    ],
    executionPeriod: { ...requested?.executionPeriod, end: now },
    lastModified: now,
    ...(owner === undefined ? {} : { owner }),
    input: [...(requested?.input ?? []), version],
    ...(action === undefined ? {} : { businessStatus: { text: action } }),
    ...(requested?.note === undefined && note.length === 0 ? {} : { note: [...(requested?.note ?? []), ...note] }),
  };
}

/** Names one version of one report: two people who acknowledge it at once write the same key, and one of them is refused. */
export function acknowledgementKey({ id, meta }: DiagnosticReport): string {
  return `${id}/${meta?.versionId}`;
}
