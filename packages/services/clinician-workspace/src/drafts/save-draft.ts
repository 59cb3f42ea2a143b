import { isBaseplateError } from '@baseplate-epr/contracts';
import { readForm } from '../request/read-form.ts';
import { hiddenFieldNames } from '../service-page/form-fields.ts';
import type { Visit } from '../visit.ts';
import { createDraftStore } from './draft-store.ts';

/** Largest draft kept, in UTF-16 code units. */
const draftLimit = 100_000;

/**
 * Keeps the input of a form in work; called by the workspace's script. The form comes as it is, with `draft-form`, `draft-service`,
 * `draft-path` and `draft-action` beside its fields. Answers 204, or a sentence for the person.
 */
export async function saveDraft(visit: Visit, patient: string): Promise<Response> {
  const reading = await readForm(visit);
  if (reading.outcome === 'refused')
    return said(403, 'What you type is not being kept. Send the form, or reload the page.');
  const { form } = reading;
  if (!form.getAll('patient').every((one) => one === patient) || !form.has('patient')) {
    return said(409, 'This form is about another patient than the page. Close this page and open the chart again.');
  }
  const name = form.get('draft-form') ?? '';
  const service = form.get('draft-service') ?? '';
  const known = visit.shell.fragments.list({}).some((fragment) => fragment.service === service);
  if (!known || !/^[A-Za-z0-9._-]{1,100}$/.test(name)) return said(422, 'What you type is not being kept.');
  const fields: Record<string, string[]> = {};
  for (const [field, value] of form) {
    if (hiddenFieldNames.has(field) || field.startsWith('draft-')) continue;
    const values = Object.hasOwn(fields, field) ? (fields[field] ?? []) : [];
    Object.defineProperty(fields, field, {
      value: [...values, value],
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  if (JSON.stringify(fields).length > draftLimit)
    return said(413, 'This is too long to be kept as a draft. Send the form before you leave the page.');
  try {
    await createDraftStore(visit.context).keep(
      { patient, service, form: name },
      {
        path: localPath(form.get('draft-path')),
        action: localPath(form.get('draft-action')),
        fields,
        at: visit.context.now,
      },
    );
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    return said(507, 'There is no room to keep what you type. Send the form before you leave the page.');
  }
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}

function localPath(path: string | null): string {
  return path !== null && /^\/[A-Za-z0-9/._~-]{0,300}$/.test(path) && !path.startsWith('//') ? path : '';
}

function said(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
