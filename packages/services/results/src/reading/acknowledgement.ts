import { codesOf, epochOfFhirDate } from '@baseplate-epr/clinical-format';
import type { DiagnosticReport, Task } from '@medplum/fhirtypes';
import { systems } from './codes.ts';

/** Whether somebody has taken note of a report as it is now. */
export type Acknowledgement =
  | { readonly state: 'acknowledged'; readonly by: string; readonly time: string | undefined; readonly task: Task }
  /** `earlier` is an acknowledgement of a version that has been replaced since. */
  | { readonly state: 'waiting'; readonly earlier: Task | undefined; readonly requested: Task | undefined }
  /** Nothing to acknowledge yet, or no longer. */
  | { readonly state: 'none' }
  /** The reader may not see who acknowledged what. */
  | { readonly state: 'withheld' };

const withoutResult = new Set(['registered', 'cancelled', 'entered-in-error', 'unknown']);

/**
 * The acknowledgement of a report among the Tasks about it. One that names the version it was made for holds for that version only;
 * one that names none holds if it is not older than the report's issue. So a correction is waiting again. No Tasks at all
 * (`undefined`) are Tasks that the record withholds.
 */
export function acknowledgementOf(report: DiagnosticReport, tasks: readonly Task[] | undefined): Acknowledgement {
  if (withoutResult.has(report.status ?? 'unknown')) return { state: 'none' };
  if (tasks === undefined) return { state: 'withheld' };
  const own = tasks.filter((task) => isAbout(task, report));
  const completed = own.filter(({ status }) => status === 'completed').toSorted((a, b) => endOf(b) - endOf(a));
  const valid = completed.find((task) => holds(task, report));
  if (valid !== undefined) {
    const by = valid.owner?.display ?? 'Person not recorded';
    return { state: 'acknowledged', by, time: valid.executionPeriod?.end ?? valid.lastModified, task: valid };
  }
  return { state: 'waiting', earlier: completed[0], requested: own.find(({ status }) => status === 'requested') };
}

/** The version of the report that a Task acknowledged, if it says so. */
export function versionOf({ input = [] }: Task): string | undefined {
  const named = input.find(({ type }) => codesOf(type).some(({ code }) => code === 'report-version'));
  return named?.valueString;
}

function isAbout({ code, focus }: Task, { id }: DiagnosticReport): boolean {
  // What it is about comes first: every report asks every Task, and all but one are about another.
  if (focus?.reference !== `DiagnosticReport/${id}`) return false;
  return codesOf(code).some((each) => each.system === systems.taskType && each.code === 'acknowledge-result');
}

function holds(task: Task, report: DiagnosticReport): boolean {
  const version = versionOf(task);
  if (version !== undefined) return version === report.meta?.versionId;
  return endOf(task) >= (epochOfFhirDate(report.issued) ?? 0);
}

function endOf({ executionPeriod, lastModified }: Task): number {
  return epochOfFhirDate(executionPeriod?.end ?? lastModified) ?? 0;
}
