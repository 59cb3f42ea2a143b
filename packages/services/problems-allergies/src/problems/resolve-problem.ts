import {
  describeProblem,
  doneResponse,
  type FieldError,
  fragmentResponse,
  openedInput,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { changedMeanwhile, refusalOf } from '@baseplate-epr/fhir-client';
import type { Condition } from '@medplum/fhirtypes';
import { absentEntry } from '../change/absent-entry.ts';
import { readOwn } from '../change/read-own.ts';
import { conditionStatus } from '../change/terms.ts';
import { readTypedDate, typedDate } from '../form/typed-date.ts';
import type { Visit } from '../service/visit.ts';
import { resolveConfirmation, resolveField, resolveForm, resolveFormName } from './resolve-form.ts';

/** Resolves a problem in two steps: the date it ended, then a page that says what will be saved. */
export async function resolveProblem(visit: Visit, id: string): Promise<Response> {
  const problem = await readOwn(visit, 'Condition', id);
  if (problem === undefined) return absentEntry(visit);
  if (visit.request.method === 'GET') {
    return fragmentResponse(await resolveForm(visit, problem, openedInput(visit.page.drafts, resolveFormName, id)));
  }
  const input = await sentInput(visit.request);
  const again = async (...errors: readonly FieldError[]) =>
    fragmentResponse(await resolveForm(visit, problem, input, errors), errors.length === 0 ? 200 : 422);
  const { name, group } = describeProblem(problem);
  const done = doneResponse('', `Problem resolved: ${name}.`);
  if (group === 'past') return done;
  const ended = readTypedDate(typedDate(input, 'ended'), 'The date it ended', visit.context.now);
  if (ended.error !== undefined) return again({ field: resolveField, message: ended.error });
  if (isBefore(ended.date, problem.onsetDateTime)) {
    return again({ field: resolveField, message: 'The date it ended is before the date it began. Correct the date.' });
  }
  const version = problem.meta?.versionId;
  if (version === undefined || version !== input.text('version') || group !== 'active') {
    return again({ field: resolveField, message: changedMeanwhile });
  }
  if (input.text('step') === 'change') return again();
  if (input.text('step') !== 'save') return fragmentResponse(resolveConfirmation(visit, problem, input, ended.date));
  const resolved: Condition = {
    ...problem,
    clinicalStatus: conditionStatus('resolved', 'Resolved'),
    ...(ended.date === undefined ? {} : { abatementDateTime: ended.date }),
  };
  try {
    await visit.client.update(resolved, { ifMatch: version });
  } catch (error) {
    const now = (await readOwn(visit, 'Condition', id)) ?? problem;
    return fragmentResponse(
      await resolveForm(visit, now, input, [refusalOf(error, resolveField, visit.context.principal)]),
      422,
    );
  }
  return done;
}

/** Compares as far as both are known: a year is not before a day of the same year. */
function isBefore(date: string | undefined, onset: string | undefined): boolean {
  if (date === undefined || onset === undefined) return false;
  const length = Math.min(date.length, onset.length, 10);
  return date.slice(0, length) < onset.slice(0, length);
}
