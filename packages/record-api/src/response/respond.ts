import { keptTextLimits, type OutcomeIssue, operationOutcome, parseResource, writeJson } from '@baseplate-epr/fhir';
import { isRecordError } from '@baseplate-epr/record';
import { type FhirFormat, mediaTypes } from '../request/media-type.ts';
import { requestError } from '../request/request-error.ts';
import { bodyOf, type TextPieces } from './text-pieces.ts';
import { xmlText } from './xml-text.ts';

/** An answer before the client's wishes about its form are applied. */
export interface Answer {
  readonly status: number;
  /** FHIR JSON; absent for an answer without a body. */
  readonly text?: string | TextPieces;
  readonly headers?: Readonly<Record<string, string>>;
  /** Indented, because the body of the request asked for it. */
  readonly pretty?: boolean;
  /** The format that the body of the request asked for. */
  readonly format?: FhirFormat;
  /** For what is done already: the answer where the format asked for cannot carry this one. It must not fail in any format. */
  readonly instead?: () => Answer;
}

/** What the client wishes about the form of the answer. */
export interface ResponseForm {
  readonly pretty: boolean;
  readonly format: FhirFormat;
  readonly head: boolean;
  readonly requestId: string;
  /** The client's own name for the request, given back beside ours (R4 §3.1.0.16). */
  readonly correlationId: string | null;
}

/**
 * Makes the HTTP response. Clinical data is never cached by anybody on the way.
 *
 * @throws RecordError 406 for an answer that the format asked for cannot carry, 422 for one that is too long to be written anew in it, unless
 * it says what to answer instead
 */
export function respond(answer: Answer, form: ResponseForm): Response {
  if (answer.instead === undefined) return responseOf(answer, form);
  try {
    return responseOf(answer, form);
  } catch (error) {
    if (isRecordError(error)) return responseOf(answer.instead(), form);
    throw error;
  }
}

function responseOf({ status, text, headers, ...answer }: Answer, form: ResponseForm): Response {
  const { head, requestId, correlationId } = form;
  const common: Record<string, string> = { 'cache-control': 'no-store', 'x-request-id': requestId, ...headers };
  if (correlationId !== null && correlationId !== requestId) common['x-correlation-id'] = correlationId;
  if (text === undefined) return new Response(null, { status, headers: common });
  const pretty = form.pretty || answer.pretty === true;
  const format = answer.format ?? form.format;
  const shown = shownText(text, format, pretty);
  const length = typeof shown === 'string' ? Buffer.byteLength(shown) : shown.byteLength;
  const described = { 'content-type': mediaTypes[format], 'content-length': String(length) };
  return new Response(head ? null : shown, { status, headers: { ...described, ...common } });
}

/** An answer that is an OperationOutcome. */
export function outcomeAnswer(
  status: number,
  issues: readonly OutcomeIssue[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, text: JSON.stringify(operationOutcome(issues)), headers };
}

function shownText(text: string | TextPieces, format: FhirFormat, pretty: boolean): string | Uint8Array<ArrayBuffer> {
  const plain = format !== 'xml' && !pretty;
  if (plain) return typeof text === 'string' ? text : bodyOf(text);
  const whole = typeof text === 'string' ? text : text.join('');
  if (whole.length > mostWrittenAnew) throw tooLongToWriteAnew();
  return format === 'xml' ? xmlText(whole, pretty) : prettyText(whole);
}

/** Characters that are read and written anew for one answer, as XML or indented: everybody else waits meanwhile. */
const mostWrittenAnew = 8 * 1024 * 1024;

function tooLongToWriteAnew() {
  const said = `The answer has more than ${mostWrittenAnew} characters, which is too long for XML or indented JSON. Ask for fewer at once with _count, or for plain JSON.`;
  return requestError(422, 'too-costly', said);
}

function prettyText(text: string): string {
  // A bundle is deeper than what was accepted into it.
  const parsed = parseResource(text, keptTextLimits);
  return writeJson(parsed.resource, parsed.digits, { pretty: true });
}
