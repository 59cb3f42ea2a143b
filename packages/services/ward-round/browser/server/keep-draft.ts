/** Input that was not sent, of a form of a service. */
export interface DraftToKeep {
  /** Logical id. */
  readonly patient: string;
  readonly service: string;
  readonly form: string;
  /** The service's page that holds the form; empty for its panel. */
  readonly path: string;
  /** The service's path that it is sent to. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** A field in which a draft that is kept already must agree, or it stays and this one is not kept. */
  readonly of?: string;
}

/** Milliseconds after which it counts as not kept. */
const patience = 20_000;

/** Has the record itself keep a draft, whichever user interface is in place. Never rejects. @returns what to say of it */
export async function keepDraft(
  csrf: string,
  { fields, ...about }: DraftToKeep,
): Promise<{ readonly kept: boolean; readonly words: string }> {
  const body = new URLSearchParams([...fields.map(([name, value]) => [name, value]), ['csrf', csrf]]);
  for (const [name, value] of Object.entries(about)) body.set(`draft-${name}`, value);
  body.set('draft-screens', 'ward-round');
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch('/drafts', { method: 'POST', body, redirect: 'manual', cache: 'no-store', signal });
    if (answer.status === 401) {
      const words = 'Your session has ended. What you typed up to a moment ago is kept as a draft.';
      return { kept: false, words };
    }
    return { kept: answer.ok, words: (await answer.text()).trim() };
  } catch {
    const words = 'The record cannot be reached, so what you type is not being kept. Do not close this page.';
    return { kept: false, words };
  }
}
