import {
  doneResponse,
  type FieldError,
  fragmentResponse,
  newSubmission,
  openedInput,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { readCurrentEncounter, refusalOf } from '@baseplate-epr/fhir-client';
import type { Condition } from '@medplum/fhirtypes';
import { putNew } from '../change/put-new.ts';
import { conditionCertainty, conditionStatus } from '../change/terms.ts';
import { noteOf, writer } from '../change/written-by.ts';
import { readTypedDate, today, typedDate } from '../form/typed-date.ts';
import type { Visit } from '../service/visit.ts';
import { problemConcept } from './problem-codes.ts';
import { problemCertainties, problemFields, problemForm, problemFormName } from './problem-form.ts';

/** Longest name of a problem, in UTF-16 code units. */
const nameLimit = 200;

/** Opens the form that adds a problem. */
export function openAddProblem(visit: Visit): Response {
  return fragmentResponse(problemForm(visit, openedInput(visit.page.drafts, problemFormName)));
}

/** Takes the form that adds a problem. Sent twice, it adds one. */
export async function addProblem(visit: Visit): Promise<Response> {
  const { context, page, randomBytes } = visit;
  const input = await sentInput(visit.request);
  const name = input.text('name');
  const onset = readTypedDate(typedDate(input, 'onset'), 'The date it began', context.now);
  const certainty = problemCertainties.find(({ value }) => value === input.text('certainty'));
  const errors: FieldError[] = [];
  if (name === '') errors.push({ field: problemFields.name, message: 'Enter the problem or diagnosis.' });
  if (name.length > nameLimit) {
    errors.push({
      field: problemFields.name,
      message: `Use at most ${nameLimit} characters. Put the rest into the note.`,
    });
  }
  if (onset.error !== undefined) errors.push({ field: problemFields.onset, message: onset.error });
  if (certainty === undefined) errors.push({ field: problemFields.certainty, message: 'Say how certain it is.' });
  if (errors.length > 0 || certainty === undefined) return fragmentResponse(problemForm(visit, input, errors), 422);
  try {
    const encounter = await readCurrentEncounter(visit.client, visit.page.patient);
    const problem: Condition & { readonly id: string } = {
      resourceType: 'Condition',
      id: input.submission ?? newSubmission(randomBytes),
      clinicalStatus: conditionStatus('active', 'Active'),
      verificationStatus: conditionCertainty(certainty.value, certainty.text.replace(/:.*$/, '')),
      category: [category],
      code: problemConcept(name),
      subject: { reference: `Patient/${page.patient}` },
      ...(encounter === undefined ? {} : { encounter }),
      ...(onset.date === undefined ? {} : { onsetDateTime: onset.date }),
      recordedDate: today(context.now),
      recorder: writer(visit),
      asserter: writer(visit),
      ...(input.text('note') === '' ? {} : { note: [noteOf(visit, input.text('note'))] }),
    };
    await putNew(visit, problem);
  } catch (error) {
    return fragmentResponse(
      problemForm(visit, input, [refusalOf(error, problemFields.name, visit.context.principal)]),
      422,
    );
  }
  return doneResponse('', `Problem saved: ${name}.`);
}

const category = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/condition-category',
      code: 'problem-list-item',
      display: 'Problem List Item',
    },
  ],
  text: 'Problem List Item',
};
