import { isBaseplateError, type Principal, type StateNamespace } from '@baseplate-epr/contracts';
import { readOwnForm } from '../routing/own-form.ts';
import { plainAnswer } from '../routing/plain-answer.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { draftsOf } from './drafts-of.ts';
import { type KeptDraft, keptFor, readKeptDraft } from './kept-draft.ts';

/** Largest draft, in UTF-16 code units. */
const draftLimit = 100_000;

/** Who wants a draft kept, and where it goes. */
export interface KeepDraftOptions {
  /** Token of the person's session for the user interface. */
  readonly csrfToken: string;
  readonly principal: Pick<Principal, 'id'>;
  readonly services: Pick<ServiceShelf, 'get' | 'shell'>;
  readonly interfaceState: StateNamespace;
  readonly now: number;
}

/**
 * Answers `POST /drafts`: keeps the input of a form in work in the shape that the contract gives drafts. The record answers it, and no user
 * interface, so that what is typed into a page that stays open while the screens are changed is kept too. Answers a sentence for the person.
 */
export async function keepDraft(request: Request, options: KeepDraftOptions): Promise<Response> {
  const reading = await readOwnForm(request, options.csrfToken);
  if (reading.outcome === 'refused') {
    if (reading.status === 413) return tooLong();
    return plainAnswer(reading.status, 'What you type is not being kept. Send the form, or load the page again.');
  }
  const { form } = reading;
  const said = (name: string) => form.get(`draft-${name}`) ?? '';
  const patient = said('patient');
  if (form.getAll('patient').some((one) => one !== patient))
    return plainAnswer(
      409,
      'This form is about another patient than the page. Close this page and open the chart again.',
    );
  const isKnown = options.services.get(said('service')) !== undefined;
  if (!isKnown || !/^[A-Za-z0-9.-]{1,64}$/.test(patient) || !/^[A-Za-z0-9._-]{1,100}$/.test(said('form')))
    return plainAnswer(422, 'What you type is not being kept.');
  const names = [...new Set(form.keys())].filter((name) => name !== 'patient' && !name.startsWith('draft-'));
  const fields = Object.fromEntries(names.map((name) => [name, form.getAll(name)] as const));
  if (JSON.stringify(fields).length > draftLimit) return tooLong();
  const key = `${draftsOf(options.principal)}${patient}/${said('service')}/${said('form')}`;
  const draft = { path: localPath(said('path')), action: localPath(said('action')), fields, at: options.now };
  try {
    if (!(await put(key, draft, said('of'), options)))
      return plainAnswer(
        409,
        'The record keeps another draft of this form about this patient, so this one is not kept.',
      );
  } catch (error) {
    if (!isBaseplateError(error) || error.code !== 'quota-exceeded') throw error;
    return plainAnswer(507, 'There is no room to keep what you type. Send the form before you leave the page.');
  }
  const shown = form.get('draft-screens');
  return shown === null || shown === options.services.shell()?.manifest.name
    ? plainAnswer(200, 'Draft kept. It is not part of the record until you save.')
    : plainAnswer(200, 'The screens of this record were changed. What you typed is kept as a draft.', screensChanged);
}

/** How a page's script is told that its page is of a user interface which is not in place any more. */
export const screensChanged: Readonly<Record<string, string>> = { 'baseplate-screens': 'changed' };

/** Writes a draft; one that is there and says something else in the field `of` stays. */
async function put(
  key: string,
  draft: Pick<KeptDraft, 'fields' | 'at'>,
  of: string,
  { interfaceState, now }: KeepDraftOptions,
): Promise<boolean> {
  const value = JSON.stringify(draft);
  // Two changes may come at the same time; who loses looks again at what is there now.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = await interfaceState.get({ key });
    const [known] = readKeptDraft(before?.value)?.fields[of] ?? [];
    if (known !== undefined && known !== draft.fields[of]?.[0]) return false;
    const ifVersion = before?.version ?? null;
    const { outcome } = await interfaceState.set({ key, value, expiresAt: now + keptFor, ifVersion });
    if (outcome === 'written') return true;
  }
  return false;
}

function localPath(path: string): string {
  return /^\/[A-Za-z0-9/._~-]{0,300}$/.test(path) && !path.startsWith('//') ? path : '';
}

function tooLong(): Response {
  return plainAnswer(413, 'This is too long to be kept as a draft. Send the form before you leave the page.');
}
