import {
  conceptText,
  doneResponse,
  type FieldError,
  formatDateTime,
  fragmentResponse,
  html,
  warningCallout,
  withheldResponse,
} from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Task } from '@medplum/fhirtypes';
import { notThere } from '../format/not-there.ts';
import { systems } from '../reading/codes.ts';
import type { ResultVisit } from '../result-visit.ts';
import { actionChoices, commentLimit } from './acknowledge-form.ts';
import { acknowledgementKey, acknowledgementTask } from './acknowledgement-task.ts';
import { type OneReport, readReport } from './read-report.ts';
import { reportFragment } from './report-page.ts';

/**
 * Acknowledges a report as it was on the screen. If it was changed since, or somebody else was faster, nothing is written and the
 * page says so; sending the same form twice writes once.
 */
export async function acknowledgeReport(visit: ResultVisit, id: string): Promise<Response> {
  const one = await readReport(visit, id);
  if (one === undefined) return notThere();
  const { report, acknowledgement } = one;
  const form = visit.form ?? new URLSearchParams();
  if (form.get('version') !== report.meta?.versionId) return changedMeanwhile(visit, one, form);
  if (acknowledgement.state === 'acknowledged') return alreadyDone(visit, one, acknowledgement.task);
  if (acknowledgement.state === 'withheld') return withheldResponse();
  if (acknowledgement.state === 'none') return changedMeanwhile(visit, one, form);
  const comment = form.get('comment')?.trim() ?? '';
  if (comment.length > commentLimit) {
    const message = `Shorten the comment to ${commentLimit} characters`;
    return withErrors(visit, one, [{ field: 'results-comment', message }], form);
  }
  const action = actionChoices.find((choice) => choice === form.get('action'));
  const input = { action, comment: comment === '' ? undefined : comment };
  const task = acknowledgementTask(visit, report, acknowledgement.requested, input);
  try {
    const written = await write(visit, task, acknowledgement.requested?.meta?.versionId, acknowledgementKey(report));
    if (written !== undefined) return alreadyDone(visit, one, written);
  } catch (error) {
    if (!isFhirError(error, 409, 412)) throw error;
    const again = await readReport(visit, id);
    if (again === undefined) return notThere();
    if (again.acknowledgement.state === 'acknowledged') return alreadyDone(visit, again, again.acknowledgement.task);
    return changedMeanwhile(visit, again, form);
  }
  return doneResponse(
    '',
    `Acknowledged: ${conceptText(report.code) ?? 'report'}, reported ${formatDateTime(report.issued)}.`,
  );
}

/** Completes the Task that waited if nobody touched it, or makes one if there is none yet; the one that was there instead, if any. */
async function write(
  { record }: ResultVisit,
  task: Task,
  waitedAs: string | undefined,
  key: string,
): Promise<Task | undefined> {
  if (waitedAs !== undefined) {
    await record.update(task, { ifMatch: waitedAs });
    return undefined;
  }
  const search = `identifier=${encodeURIComponent(`${systems.acknowledgement}|${key}`)}`;
  const { resource, created } = await createOnce(record, task, search);
  return created ? undefined : resource;
}

async function createOnce(record: ResultVisit['record'], task: Task, ifNoneExist: string) {
  const answer = await record.bundle({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: task, request: { method: 'POST', url: 'Task', ifNoneExist } }],
  });
  const [entry] = answer.entry ?? [];
  const created = entry?.response?.status?.startsWith('201') === true;
  if (created) return { resource: task, created };
  const found = await record.search('Task', Object.fromEntries(new URLSearchParams(ifNoneExist)));
  return { resource: found.matches[0] ?? task, created };
}

/** Own repetition is no conflict: who sent the form twice is told that it was done. */
async function alreadyDone(visit: ResultVisit, one: OneReport, task: Task): Promise<Response> {
  const { display, fhirUser } = visit.context.principal;
  const mine = fhirUser === undefined ? task.owner?.display === display : task.owner?.reference === fhirUser;
  const time = formatDateTime(task.executionPeriod?.end);
  if (mine) return doneResponse('', `You acknowledged this report ${time}.`);
  const by = task.owner?.display ?? 'somebody whose name is not recorded';
  const words = html`<p>${by} acknowledged this report ${time}. Nothing of yours was saved. What you wrote, if it still matters, belongs in a note.</p>`;
  const again = (await readReport(visit, one.report.id ?? '')) ?? one;
  return fragmentResponse(
    await reportFragment(visit, again, { above: warningCallout('Already acknowledged', words, 2) }),
    422,
  );
}

async function changedMeanwhile(visit: ResultVisit, one: OneReport, form: URLSearchParams): Promise<Response> {
  const words = html`<p>This report was changed meanwhile. Nothing was saved. Look at it again, then acknowledge it.</p>`;
  return fragmentResponse(
    await reportFragment(visit, one, { above: warningCallout('Changed meanwhile', words, 2), form }),
    422,
  );
}

async function withErrors(
  visit: ResultVisit,
  one: OneReport,
  errors: readonly FieldError[],
  form: URLSearchParams,
): Promise<Response> {
  return fragmentResponse(await reportFragment(visit, one, { errors, form }), 422);
}
