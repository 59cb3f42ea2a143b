import { createDraftStore } from '../drafts/draft-store.ts';
import { readForm } from '../request/read-form.ts';
import { refusedFormPage } from '../request/refused-form-page.ts';
import type { Visit } from '../visit.ts';

/** Erases everything this person has left unfinished, then ends the session. */
export async function signOut(visit: Visit): Promise<Response> {
  const reading = await readForm(visit);
  if (reading.outcome === 'refused') return refusedFormPage(visit, reading.reason);
  await createDraftStore(visit.context).discardAll();
  const { headers } = await visit.shell.signOut();
  headers.set('location', '/');
  headers.set('cache-control', 'no-store');
  return new Response(null, { status: 303, headers });
}
