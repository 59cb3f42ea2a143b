import { readCommandAbout } from '../request/about-patient.ts';
import { refuse, view } from '../request/answers.ts';
import type { Visit } from '../visit.ts';
import { createDraftStore } from './draft-store.ts';
import type { FormDraftView } from './kept-draft.ts';
import { isSet } from './set-drafts.ts';

/** Unsaved input about a patient in forms of other services that this assembly has. */
export async function readFormDrafts(visit: Visit, patient: string): Promise<readonly FormDraftView[]> {
  const drafts = await createDraftStore(visit.context).list(patient);
  return drafts
    .filter((draft) => !isSet(draft) && isService(visit, draft.service))
    .map(({ service, form, path, at }) => ({ service, form, path, at }));
}

/** Throws the input of a form away. */
export async function discardFormDraft(visit: Visit, patient: string): Promise<Response> {
  const reading = await readCommandAbout(visit, patient);
  if (reading.outcome === 'refused') return reading.answer;
  const { service, form } = reading.fields;
  if (!isService(visit, service) || !isName(form))
    return refuse('unreadable', 422, 'Which draft is meant could not be read.');
  await createDraftStore(visit.context).discard({ patient, service, form });
  return view({ discarded: true });
}

/** The drafts that a form leaves behind once it was accepted. */
export async function discardSent(visit: Visit, patient: string, service: string, action: string): Promise<void> {
  const store = createDraftStore(visit.context);
  const sent = (await store.list(patient)).filter((draft) => draft.service === service && draft.action === action);
  await Promise.all(sent.map((draft) => store.discard(draft)));
}

function isService({ shell }: Visit, name: unknown): name is string {
  return shell.fragments.list({}).some(({ service }) => service === name);
}

function isName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9._-]{1,100}$/.test(text);
}
