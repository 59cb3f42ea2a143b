import { type OutcomeIssue, operationOutcome, parseResource, writeJson } from '@baseplate-epr/fhir';
import { fhirJson } from '../request/media-type.ts';

/** An answer before the client's wishes about its form are applied. */
export interface Answer {
  readonly status: number;
  /** FHIR JSON; absent for an answer without a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the client wishes about the form of the answer. */
export interface ResponseForm {
  readonly pretty: boolean;
  readonly head: boolean;
  readonly requestId: string;
}

/** Makes the HTTP response. Clinical data is never cached by anybody on the way. */
export function respond({ status, text, headers }: Answer, { pretty, head, requestId }: ResponseForm): Response {
  const shown = text !== undefined && pretty ? prettyText(text) : text;
  const all = new Headers({ 'cache-control': 'no-store', 'x-request-id': requestId, ...headers });
  if (shown !== undefined) all.set('content-type', fhirJson);
  if (shown !== undefined && head) all.set('content-length', String(Buffer.byteLength(shown)));
  return new Response(head ? null : shown, { status, headers: all });
}

/** An answer that is an OperationOutcome. */
export function outcomeAnswer(
  status: number,
  issues: readonly OutcomeIssue[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, text: JSON.stringify(operationOutcome(issues)), headers };
}

function prettyText(text: string): string {
  const parsed = parseResource(text);
  return writeJson(parsed.resource, parsed.digits, { pretty: true });
}
