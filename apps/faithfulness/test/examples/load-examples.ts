import type { Held } from '../oracle/oracle.ts';
import { sendRequest } from '../support/send-request.ts';
import type { RunningRecord } from '../support/start-record.ts';
import { canonicalText } from './canonical-text.ts';
import type { Example } from './example.ts';

/** An example that the record did not take. */
export interface Refused {
  readonly example: string;
  readonly status: number;
  readonly reasons: readonly string[];
}

/** What became of the examples. */
export interface Loaded {
  readonly held: readonly Held[];
  readonly refused: readonly Refused[];
  /** Examples that did not come back as they were sent. */
  readonly changed: readonly string[];
}

/** Puts every example under its own id, and reads each again. */
export async function loadExamples(record: RunningRecord, examples: readonly Example[]): Promise<Loaded> {
  const held: Held[] = [];
  const refused: Refused[] = [];
  const changed: string[] = [];
  const headers = { 'content-type': 'application/fhir+json', prefer: 'return=minimal' };
  const waiting = examples.values();
  const work = async () => {
    for (const { type, id, text, resource } of waiting) {
      const path = `/${type}/${id}`;
      const put = await sendRequest(record.base, record.token, { method: 'PUT', path, body: text, headers });
      if (put.status >= 400 || put.status === 0) {
        refused.push({
          example: `${type}/${id}`,
          status: put.status,
          reasons: put.status === 0 ? [String(put.broken)] : reasonsOf(put.text),
        });
        continue;
      }
      held.push({ type, id, resource });
      const got = await sendRequest(record.base, record.token, {
        method: 'GET',
        path,
        headers: { accept: 'application/fhir+json' },
      });
      if (got.status !== 200 || canonicalText(got.text) !== canonicalText(text)) changed.push(`${type}/${id}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  const byName = (one: { readonly example: string }, other: { readonly example: string }) =>
    one.example < other.example ? -1 : 1;
  return { held, refused: refused.sort(byName), changed };
}

function reasonsOf(text: string): readonly string[] {
  const { issue = [] } = JSON.parse(text) as {
    issue?: readonly { severity: string; diagnostics?: string; expression?: readonly string[] }[];
  };
  return issue
    .filter(({ severity }) => severity !== 'warning')
    .map(({ diagnostics, expression }) => `${expression?.[0] ?? ''}: ${diagnostics}`);
}
