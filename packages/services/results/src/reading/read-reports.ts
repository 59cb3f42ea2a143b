import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { DiagnosticReport, Observation, Reference, Resource, Task } from '@medplum/fhirtypes';
import { type Acknowledgement, acknowledgementOf } from './acknowledgement.ts';
import { acknowledgeCode } from './codes.ts';

/** A report and whether it has been acknowledged. */
export interface FollowedReport {
  readonly report: DiagnosticReport;
  readonly acknowledgement: Acknowledgement;
}

/** Newest reports first, then those older ones that still wait. */
export interface FollowedReports {
  readonly reports: readonly FollowedReport[];
  /** False if there are older reports that were not looked at, whose Task nobody has opened. */
  readonly complete: boolean;
  /** True if the reader may not see who acknowledged what; then no report counts as waiting. */
  readonly withheld: boolean;
}

/** Reads the newest `count` reports, and every older one whose Task still waits, with what is known of acknowledgement: two searches. */
export async function readReports(record: FhirClient, patient: string, count: number): Promise<FollowedReports> {
  const [newest, waiting] = await Promise.all([
    record.search('DiagnosticReport', { patient, _sort: '-date', _count: count, _revinclude: 'Task:focus' }),
    allowed(
      record.search('Task', {
        patient,
        code: acknowledgeCode,
        status: 'requested',
        _count: 200,
        _include: 'Task:focus',
      }),
    ),
  ]);
  const subject = `Patient/${patient}`;
  const tasks =
    waiting &&
    [...newest.included.filter(isTask), ...waiting.matches].filter((task) => task.for?.reference === subject);
  const older = waiting?.included.filter(isReport) ?? [];
  const all = new Map([...newest.matches, ...older].map((report) => [report.id, report]));
  return {
    reports: [...all.values()]
      .filter((report) => report.subject?.reference === subject)
      .map((report) => ({ report, acknowledgement: acknowledgementOf(report, tasks) })),
    complete: newest.next === undefined,
    withheld: waiting === undefined,
  };
}

/** Whether a report waits to be acknowledged. */
export function isWaiting({ acknowledgement }: FollowedReport): boolean {
  return acknowledgement.state === 'waiting';
}

/** How deep the panels of a report are followed: a report of panels of panels is the deepest there is in practice. */
const depth = 3;

/** Reads the Observations of some reports, and the members of their panels, that are not among those known already: one search for each level. */
export async function readAnalytes(
  record: FhirClient,
  patient: string,
  reports: readonly DiagnosticReport[],
  known: ReadonlyMap<string, Observation> = new Map(),
): Promise<ReadonlyMap<string, Observation>> {
  let analytes = known;
  let wanted = reports.flatMap(({ result = [] }) => result.flatMap(({ reference = '' }) => idOf(reference)));
  for (let level = 0; level < depth; level += 1) {
    const missing = [...new Set(wanted)].filter((id) => !analytes.has(id));
    if (missing.length > 0) {
      const found = await record.search('Observation', { patient, _id: missing.join(','), _count: 1000 });
      analytes = new Map([...analytes, ...found.matches.map((each) => [each.id ?? '', each] as const)]);
    }
    wanted = wanted.flatMap((id) => membersOf(analytes.get(id)));
  }
  return analytes;
}

/** One line of a report: a result, or where it could not be read (`undefined`) the words of its reference. */
export interface ReportLine {
  readonly display: string | undefined;
  readonly result: Observation | undefined;
  /** The report itself holds it, so it has no page of its own. */
  readonly contained: boolean;
}

/** The results of a report with the members of its panels, each once, in the order of the report; those it contains itself as well. */
export function linesOf(report: DiagnosticReport, analytes: ReadonlyMap<string, Observation>): readonly ReportLine[] {
  const lines = new Map<string, ReportLine>();
  const add = ({ reference = '', display }: Reference, level: number) => {
    if (level >= depth || (reference !== '' && lines.has(reference))) return;
    const contained = report.contained?.find((each) => `#${each.id}` === reference);
    const kept = contained?.resourceType === 'Observation' ? contained : undefined;
    const result = kept ?? idOf(reference).map((id) => analytes.get(id))[0];
    lines.set(reference === '' ? `unnamed ${lines.size}` : reference, {
      display,
      result,
      contained: kept !== undefined,
    });
    for (const member of result?.hasMember ?? []) add(member, level + 1);
  };
  for (const each of report.result ?? []) add(each, 0);
  return [...lines.values()];
}

function membersOf(result: Observation | undefined): readonly string[] {
  return (result?.hasMember ?? []).flatMap(({ reference = '' }) => idOf(reference));
}

/** The logical id in a reference to an Observation, as a list of none or one. */
export function idOf(reference: string): readonly string[] {
  const id = /^Observation\/([A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1];
  return id === undefined ? [] : [id];
}

function isTask(resource: Resource): resource is Task {
  return resource.resourceType === 'Task';
}

function isReport(resource: Resource): resource is DiagnosticReport {
  return resource.resourceType === 'DiagnosticReport';
}
