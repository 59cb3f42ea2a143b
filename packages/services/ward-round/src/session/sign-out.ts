import { createDraftStore } from '../drafts/draft-store.ts';
import { view } from '../request/answers.ts';
import { readCommand } from '../request/read-command.ts';
import type { Visit } from '../visit.ts';

/**
 * Erases everything this person has left unfinished, then ends the session. The key of devices goes
 * with it, so nobody can read any more what is still enciphered on one.
 */
export async function signOut(visit: Visit): Promise<Response> {
  const reading = await readCommand(visit);
  if (reading.outcome === 'refused') return reading.answer;
  await createDraftStore(visit.context).discardAll();
  const { headers } = await visit.shell.signOut();
  return view({ signedOut: true }, 200, headers);
}
