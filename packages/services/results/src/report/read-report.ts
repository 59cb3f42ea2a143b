import { allowed } from '@baseplate-epr/fhir-client';
import type { DiagnosticReport, Task } from '@medplum/fhirtypes';
import { type Acknowledgement, acknowledgementOf } from '../reading/acknowledgement.ts';
import { acknowledgeCode } from '../reading/codes.ts';
import type { ResultVisit } from '../result-visit.ts';

/** One report with its Tasks. */
export interface OneReport {
  readonly report: DiagnosticReport;
  readonly acknowledgement: Acknowledgement;
}

/** Reads a report and the Tasks about it; `undefined` if it is not this patient's. */
export async function readReport({ record, page }: ResultVisit, id: string): Promise<OneReport | undefined> {
  const subject = `Patient/${page.patient}`;
  const [report, tasks] = await Promise.all([
    record.read('DiagnosticReport', id),
    allowed(
      record.search('Task', {
        patient: page.patient,
        focus: `DiagnosticReport/${id}`,
        code: acknowledgeCode,
        _count: 100,
      }),
    ),
  ]);
  if (report.subject?.reference !== subject) return undefined;
  const own = tasks?.matches.filter((task: Task) => task.for?.reference === subject);
  return { report, acknowledgement: acknowledgementOf(report, own) };
}
