import {
  doneResponse,
  type FieldError,
  type FormInput,
  fragmentResponse,
  type Html,
  newSubmission,
  openedInput,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { readCurrentEncounter, refusalOf } from '@baseplate-epr/fhir-client';
import type { Visit } from '../service/visit.ts';
import { noteFields, noteForm } from './note-form.ts';
import { noteKinds } from './note-kinds.ts';
import { putNote } from './put-note.ts';
import { readNote } from './read-note.ts';

/** Opens the page that a note is written on. */
export function openWriteNote(visit: Visit): Response {
  return fragmentResponse(page(visit, openedInput(visit.page.drafts, draft)));
}

/** Takes a note. Sent twice, it is written once. */
export async function writeNote(visit: Visit): Promise<Response> {
  const input = await sentInput(visit.request);
  const { title, text, errors } = readNote(input);
  const kind = noteKinds.find(({ value }) => value === input.text('kind'));
  if (kind === undefined || errors.length > 0) {
    const missing = kind === undefined ? [{ field: noteFields.kind, message: 'Say what kind of note it is.' }] : [];
    return fragmentResponse(page(visit, input, [...missing, ...errors]), 422);
  }
  try {
    await putNote(visit, {
      id: input.submission ?? newSubmission(visit.randomBytes),
      title: title === '' ? kind.text : title,
      text,
      type: kind.type,
      encounter: await readCurrentEncounter(visit.client, visit.page.patient),
    });
  } catch (error) {
    return fragmentResponse(page(visit, input, [refusalOf(error, noteFields.text, visit.context.principal)]), 422);
  }
  return doneResponse('', `${kind.text} saved.`);
}

const draft = 'note';

function page(visit: Visit, input: FormInput, errors: readonly FieldError[] = []): Html {
  const common = { action: '/write', draft, cancel: '/', asksKind: true };
  return noteForm(visit, { ...common, input, errors, heading: 'Write a note' });
}
