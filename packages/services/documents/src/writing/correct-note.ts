import {
  doneResponse,
  type FieldError,
  type FormInput,
  fragmentResponse,
  html,
  newSubmission,
  openedInput,
  sentInput,
} from '@baseplate-epr/clinical-format';
import { changedMeanwhile, refusalOf } from '@baseplate-epr/fhir-client';
import type { DocumentReference } from '@medplum/fhirtypes';
import { describeDocument } from '../read/describe-document.ts';
import { readContent } from '../read/read-content.ts';
import { readOwn } from '../read/read-own.ts';
import type { Visit } from '../service/visit.ts';
import { absentDocument } from '../view/absent-document.ts';
import { noteFields, noteForm } from './note-form.ts';
import { putNote } from './put-note.ts';
import { readNote } from './read-note.ts';

/**
 * Opens and takes the correction of a note: a new document that replaces the old one, which is marked as superseded in the same
 * transaction if it is still the version that was read.
 */
export async function correctNote(visit: Visit, id: string): Promise<Response> {
  const document = await readOwn(visit, id);
  if (document === undefined) return absentDocument(visit);
  const answered = async (input: FormInput, errors: readonly FieldError[] = []) =>
    fragmentResponse(page(visit, document, input, errors), errors.length === 0 ? 200 : 422);
  if (visit.request.method === 'GET') return answered(await opened(visit, document));
  const input = await sentInput(visit.request);
  const submission = input.submission ?? newSubmission(visit.randomBytes);
  // The form is sent again: its correction is there, and has superseded this very document.
  const earlier = document.status === 'superseded' ? await readOwn(visit, submission) : undefined;
  if (earlier !== undefined) return done(submission);
  const { title, text, errors } = readNote(input);
  if (errors.length > 0) return answered(input, errors);
  const version = document.meta?.versionId;
  if (version === undefined || version !== input.text('version') || document.status !== 'current') {
    return answered(input, [{ field: noteFields.text, message: changedMeanwhile }]);
  }
  try {
    await putNote(
      visit,
      {
        id: submission,
        title: title === '' ? describeDocument(document, []).kind : title,
        text,
        type: document.type,
        encounter: document.context?.encounter?.[0],
        replaces: id,
      },
      [
        {
          resource: { ...document, status: 'superseded' },
          request: { method: 'PUT', url: `DocumentReference/${id}`, ifMatch: `W/"${version}"` },
        },
      ],
    );
  } catch (error) {
    return answered(input, [refusalOf(error, noteFields.text, visit.context.principal)]);
  }
  return done(submission);
}

function done(id: string): Response {
  return doneResponse(`/read/${id}`, 'Correction saved. The earlier version is marked as superseded.');
}

/** What was typed earlier, else the note as it is. */
async function opened(visit: Visit, document: DocumentReference): Promise<FormInput> {
  const draft = openedInput(visit.page.drafts, draftName, document.id);
  const attachment = document.content[0]?.attachment;
  if (draft.draft || attachment === undefined) return draft;
  const content = await readContent(visit.context.record, attachment);
  const values = new Map([
    ['title', describeDocument(document, []).title],
    ['text', content.text ?? ''],
  ]);
  return { text: (name) => values.get(name) ?? '', all: () => [], draft: false };
}

const draftName = 'corrected-note';

function page(visit: Visit, document: DocumentReference, input: FormInput, errors: readonly FieldError[]) {
  const { title } = describeDocument(document, []);
  return noteForm(visit, {
    input,
    errors,
    heading: `Correct: ${title}`,
    action: `/correct/${document.id}`,
    draft: draftName,
    cancel: `/read/${document.id}`,
    about: document.id,
    version: document.meta?.versionId,
    asksKind: false,
    above: html`<p>The note as it is stays in the record, marked as superseded. What you save here replaces it.</p>${
      document.status !== 'current' &&
      html`<p><b>It is no longer current</b>, so it cannot be corrected: <a class="nhsuk-link" href="${visit.page.linkBase}/read/${document.id}">look at it again</a>.</p>`
    }`,
  });
}
