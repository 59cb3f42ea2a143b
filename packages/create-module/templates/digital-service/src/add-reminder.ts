import {
  doneResponse,
  type FieldError,
  type FormInput,
  fragmentResponse,
  openedInput,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { refusalOf } from '@baseplate-epr/fhir-client';
import type { Task } from '@medplum/fhirtypes';
import { reminderCode } from './reminder-code.ts';
import { formName, reminderForm, textField } from './reminder-form.ts';
import type { Visit } from './visit.ts';

/** Longest reminder, in UTF-16 code units. */
const limit = 500;

/** System of the identifier that a reminder is given when its form is sent. */
const system = 'urn:module-name:submission';

/** Opens the form, with what was typed earlier and never sent. */
export function openForm(visit: Visit): Response {
  return fragmentResponse(reminderForm(visit, openedInput(visit.page.drafts, formName)));
}

/** Takes the form. Sent twice, as a double click does, it writes one reminder: the record looks for its identifier first. */
export async function addReminder(visit: Visit): Promise<Response> {
  const input = await sentInput(visit.request);
  const errors = problemsOf(input);
  if (errors.length > 0) return fragmentResponse(reminderForm(visit, input, errors), 422);
  const value = input.submission ?? crypto.randomUUID();
  try {
    await visit.client.create(reminder(visit, input.text('text'), value), {
      ifNoneExist: `identifier=${system}|${value}`,
    });
  } catch (error) {
    // What the record says against it stands above the form, and what was typed is kept.
    const refusal = refusalOf(error, textField, visit.context.principal);
    return fragmentResponse(reminderForm(visit, input, [refusal]), 422);
  }
  return doneResponse('', 'Reminder saved.');
}

function problemsOf(input: FormInput): readonly FieldError[] {
  const { length } = input.text('text');
  if (length === 0) return [{ field: textField, message: 'Say what has to be done.' }];
  return length <= limit ? [] : [{ field: textField, message: `Use at most ${limit} characters.` }];
}

function reminder({ page, context }: Visit, description: string, value: string): Task {
  const { fhirUser, display } = context.principal;
  return {
    resourceType: 'Task',
    identifier: [{ system, value }],
    status: 'requested',
    intent: 'order',
    code: { coding: [reminderCode], text: reminderCode.display },
    description,
    for: { reference: `Patient/${page.patient}` },
    authoredOn: new Date(context.now).toISOString(),
    requester: { display, ...(fhirUser === undefined ? {} : { reference: fhirUser }) },
  };
}
