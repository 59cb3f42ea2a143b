import { jsonFromXml } from '@baseplate-epr/fhir';
import type { RawAnswer, RawRequest } from '../support/send-request.ts';
import { isForRecord } from './is-for-record.ts';

/** A word that stands in the patient data of the record and in no request, so that no refusal may say it. */
export const secretWord = 'Quixotrel';

const traces = [
  /\bat [\w.<>]+ \(?(file:|\/|node:)/,
  /node_modules|\.ts:\d+/,
  /SQLITE|better-sqlite3/i,
  new RegExp(secretWord),
];

/**
 * What is wrong with an answer, or undefined: 5xx, no answer, a stack or patient data in a refusal, and, of the record, a refusal without
 * an OperationOutcome.
 */
export function answerFault(sent: RawRequest, answer: RawAnswer, patience: number): string | undefined {
  const { status, text, headers, milliseconds, broken } = answer;
  if (broken?.startsWith('not sendable')) return undefined;
  if (status === 0) return `no answer: ${broken}`;
  if (status >= 500) return `status ${status}`;
  if (milliseconds > patience) return `took ${Math.round(milliseconds)} ms`;
  if (status < 400 || sent.method === 'HEAD') return undefined;
  const trace = traces.find((one) => one.test(text));
  if (trace !== undefined) return `a refusal that says ${trace.source}`;
  // Other parts of the server refuse in words of their own.
  return isForRecord(sent.path) ? outcomeFault(text, String(headers['content-type'] ?? '')) : undefined;
}

function outcomeFault(text: string, contentType: string): string | undefined {
  // What Node's parser refuses never reaches the record.
  if (text === '' && contentType === '') return undefined;
  try {
    const json: unknown = JSON.parse(contentType.startsWith('application/fhir+xml') ? jsonFromXml(text) : text);
    const isOutcome =
      typeof json === 'object' && json !== null && 'resourceType' in json && json.resourceType === 'OperationOutcome';
    return isOutcome ? undefined : 'a refusal that is no OperationOutcome';
  } catch {
    return `a refusal that cannot be read (${contentType})`;
  }
}
