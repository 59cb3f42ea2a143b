import type { Answer } from './answer.ts';
import { takeFirstAnswer } from './first-answers.ts';
import { noteNetwork } from './network.ts';
import { noteScreens } from './screens-changed.ts';

/** Milliseconds after which a question counts as lost: on a ward the network goes without saying so. */
const patience = 20_000;

/** Asks the service. Never rejects. */
export async function ask<Value>(path: string): Promise<Answer<Value>> {
  const first = takeFirstAnswer(path);
  if (first !== undefined) return readAnswer<Value>(first.status, first.body);
  return send<Value>(path, {});
}

/** Gives the service something to do. Never rejects; `no-network` leaves open whether it was done. */
export async function tell<Value>(path: string, csrf: string, fields: object): Promise<Answer<Value>> {
  return send<Value>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'baseplate-csrf': csrf },
    body: JSON.stringify(fields),
  });
}

async function send<Value>(path: string, init: RequestInit): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, {
      ...init,
      // A redirection leads to the sign-in, and nowhere else.
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    noteNetwork(true);
    if (response.type === 'opaqueredirect' || response.status === 401) return { outcome: 'signed-out' };
    const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
    // The round speaks JSON; that something else answers in its place, and is well, means that it is not there any more.
    if (isJson || response.status < 500) noteScreens(!isJson);
    if (!isJson && response.status < 500) return { outcome: 'screens-changed' };
    if (!isJson)
      return { outcome: 'refused', status: response.status, code: 'failed', message: await wordsOf(response) };
    return readAnswer<Value>(response.status, await response.json());
  } catch {
    noteNetwork(false);
    return { outcome: 'no-network' };
  }
}

/** A view comes with 200, and with 403, 422 or 503 where a part of it is not there; a refusal says so itself. */
function readAnswer<Value>(status: number, body: unknown): Answer<Value> {
  if (typeof body === 'object' && body !== null && 'refused' in body) {
    const message = 'message' in body ? String(body.message) : 'Nothing was done.';
    return { outcome: 'refused', status, code: String(body.refused), message };
  }
  return { outcome: 'answered', value: body as Value };
}

async function wordsOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  const text = type.startsWith('text/plain') ? (await response.text()).trim() : '';
  return text === '' ? `The record answered with ${response.status}. Try again shortly.` : text;
}
