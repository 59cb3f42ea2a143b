import { type OutcomeIssue, operationOutcome, parseResource, writeJson } from '@baseplate-epr/fhir';
import { fhirJson } from '../request/media-type.ts';

/** An answer before the client's wishes about its form are applied. */
export interface Answer {
  readonly status: number;
  /** FHIR JSON; absent for an answer without a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Indented, because the body of the request asked for it. */
  readonly pretty?: boolean;
}

/** What the client wishes about the form of the answer. */
export interface ResponseForm {
  readonly pretty: boolean;
  readonly head: boolean;
  readonly requestId: string;
}

/** Makes the HTTP response. Clinical data is never cached by anybody on the way. */
export function respond({ status, text, headers, ...answer }: Answer, form: ResponseForm): Response {
  const { head, requestId } = form;
  const common = { 'cache-control': 'no-store', 'x-request-id': requestId, ...headers };
  if (text === undefined) return new Response(null, { status, headers: common });
  const shown = form.pretty || answer.pretty === true ? prettyText(text) : text;
  if (!head) return new Response(shown, { status, headers: { 'content-type': fhirJson, ...common } });
  const length = String(Buffer.byteLength(shown));
  return new Response(null, { status, headers: { 'content-type': fhirJson, 'content-length': length, ...common } });
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
  // A bundle is deeper than what was accepted into it.
  const parsed = parseResource(text, { maxDepth: 512, maxLength: Number.POSITIVE_INFINITY });
  return writeJson(parsed.resource, parsed.digits, { pretty: true });
}
