import { operationOutcome } from '@baseplate-epr/fhir';
import { type BundleAnswer, type BundleEntryResult, type RecordIssue, readQuery } from '@baseplate-epr/record';
import type { Preferences } from '../request/prefer.ts';
import { type ResourceShape, shapeOf } from '../shape/resource-shape.ts';
import { shaped } from '../shape/shape-resource.ts';
import { bundleText, fullUrl, historyText, searchsetText } from './bundle-text.ts';
import { copying, type InTurns } from './in-turns.ts';
import { lengthOfText } from './long-answers.ts';
import type { TextPieces } from './text-pieces.ts';

/** How the answer to a batch or transaction is to look. */
export interface ResponseBundleForm {
  readonly baseUrl: string;
  readonly prefer: Preferences;
}

/** The answer to a batch or transaction (R4 §3.1.0.11.3), one entry for each of the request, in its order. */
export function* responseBundleText(answer: BundleAnswer, form: ResponseBundleForm): InTurns<TextPieces> {
  const entries: TextPieces[] = [];
  for (const entry of answer.entries) {
    entries.push([writeEntry(entry, form, isShown(entry, form) ? yield* resourceOf(entry, form) : {})]);
  }
  return bundleText(answer.type, { entries });
}

/**
 * The same without any resource: what was done is told also where the format that is asked for cannot carry what was written or read.
 */
export function withoutResources(answer: BundleAnswer, form: ResponseBundleForm): TextPieces {
  const entries = answer.entries.map((entry) => [
    writeEntry(entry, form, isShown(entry, form) ? { issues: [notShown] } : {}),
  ]);
  return bundleText(answer.type, { entries });
}

/**
 * The shape that an entry asks for of the one resource it reads or writes.
 *
 * @throws RecordError 400
 */
export function entryShape(requestUrl: string): ResourceShape {
  const [, query = ''] = requestUrl.split('?');
  return shapeOf(readQuery(query));
}

const notShown: RecordIssue = {
  severity: 'warning',
  code: 'not-supported',
  diagnostics:
    'What the status says is done, but the resource cannot be shown here in this form. Read it by itself, as JSON.',
};

/** What an entry shows besides its status. */
interface Shown {
  readonly resource?: string | undefined;
  readonly issues?: readonly RecordIssue[];
}

/** Whether an entry's answer brings a resource. */
function isShown({ result, request }: BundleEntryResult, { prefer }: ResponseBundleForm): boolean {
  if (result === undefined || (result.kind === 'version' && result.version.deleted)) return false;
  if (request.method === 'GET' || result.kind === 'text') return true;
  return prefer.returnAsked && prefer.return === 'representation' && request.method !== 'HEAD';
}

/** By now everything is written: a resource that cannot be shown must not make the sender repeat it all. */
function* resourceOf({ result, request }: BundleEntryResult, { baseUrl }: ResponseBundleForm): InTurns<Shown> {
  try {
    return { resource: yield* resultText(result, request.url, baseUrl) };
  } catch {
    return { issues: [notShown] };
  }
}

function writeEntry(entry: BundleEntryResult, { baseUrl, prefer }: ResponseBundleForm, shown: Shown): string {
  const { status, location, etag, lastModified, result } = entry;
  const { resource } = shown;
  const own = issuesOf(entry, prefer);
  const issues = shown.issues === undefined ? own : [...own, ...shown.issues];
  // What is undefined is left out.
  const response = JSON.stringify({
    status: `${status}`,
    location,
    etag,
    lastModified: lastModified === undefined ? undefined : new Date(lastModified).toISOString(),
    outcome: issues.length === 0 ? undefined : operationOutcome(issues),
  });
  const full =
    result?.kind === 'version' && !result.version.deleted ? `"fullUrl":${fullUrl(result.version, baseUrl)},` : '';
  return `{${full}${resource === undefined ? '' : `"resource":${resource},`}"response":${response}}`;
}

/** With `Prefer: return=OperationOutcome` every write has something to say. */
function issuesOf({ status, issues = [], request }: BundleEntryResult, prefer: Preferences): readonly RecordIssue[] {
  const asked = prefer.returnAsked && prefer.return === 'OperationOutcome';
  if (!asked || issues.length > 0 || request.method === 'GET' || request.method === 'HEAD') return issues;
  return [{ severity: 'information', code: 'informational', diagnostics: `Done, with status ${status}.` }];
}

function* resultText(
  result: BundleEntryResult['result'],
  requestUrl: string,
  baseUrl: string,
): InTurns<string | undefined> {
  if (result?.kind === 'text') return result.text;
  const [path = ''] = requestUrl.split('?');
  if (result?.kind === 'version') return yield* shaped(result.version.text, entryShape(requestUrl));
  const relative = path.startsWith(`${baseUrl}/`) ? path.slice(baseUrl.length + 1) : path.replace(/^\/+/, '');
  const url = relative === '' ? baseUrl : `${baseUrl}/${relative}`;
  if (result?.kind === 'search') return yield* joined(yield* searchsetText(result.answer, { url, baseUrl }));
  if (result?.kind === 'history') {
    return yield* joined(yield* historyText(result.answer, { url, baseUrl, given: [], shape: {} }));
  }
  return undefined;
}

/** One page of a Bundle within a Bundle, which may be as long as any. */
function* joined(pieces: TextPieces): InTurns<string> {
  yield copying(lengthOfText(pieces));
  return pieces.join('');
}
