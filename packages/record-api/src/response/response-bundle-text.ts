import { operationOutcome } from '@baseplate-epr/fhir';
import type { BundleAnswer, BundleEntryResult, RecordIssue } from '@baseplate-epr/record';
import type { Preferences } from '../request/prefer.ts';
import { readQuery } from '../request/query.ts';
import { shapeOf } from '../shape/resource-shape.ts';
import { shapeResource } from '../shape/shape-resource.ts';
import { bundleText, fullUrl, historyText, searchsetText } from './bundle-text.ts';
import type { TextPieces } from './text-pieces.ts';

/** How the answer to a batch or transaction is to look. */
export interface ResponseBundleForm {
  readonly baseUrl: string;
  readonly prefer: Preferences;
}

/** The answer to a batch or transaction (R4 §3.1.0.11.3), one entry for each of the request, in its order. */
export function responseBundleText(answer: BundleAnswer, form: ResponseBundleForm): TextPieces {
  return bundleText(answer.type, { entries: answer.entries.map((entry) => [responseEntry(entry, form)]) });
}

function responseEntry(entry: BundleEntryResult, { baseUrl, prefer }: ResponseBundleForm): string {
  const { status, location, etag, lastModified, result, request } = entry;
  const issues = issuesOf(entry, prefer);
  const response = JSON.stringify({
    status: `${status}`,
    ...(location === undefined ? {} : { location }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified: new Date(lastModified).toISOString() }),
    ...(issues.length === 0 ? {} : { outcome: operationOutcome(issues) }),
  });
  const withResources = prefer.returnAsked && prefer.return === 'representation';
  const isRead = request.method === 'GET' || result?.kind === 'text';
  const resource =
    isRead || (withResources && request.method !== 'HEAD') ? resultText(result, request.url, baseUrl) : undefined;
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

function resultText(result: BundleEntryResult['result'], requestUrl: string, baseUrl: string): string | undefined {
  if (result?.kind === 'text') return result.text;
  const [path = '', query = ''] = requestUrl.split('?');
  if (result?.kind === 'version') {
    return result.version.deleted ? undefined : shapeResource(result.version.text, shapeOf(readQuery(query)));
  }
  const relative = path.startsWith(`${baseUrl}/`) ? path.slice(baseUrl.length + 1) : path.replace(/^\/+/, '');
  const url = relative === '' ? baseUrl : `${baseUrl}/${relative}`;
  if (result?.kind === 'search') return searchsetText(result.answer, { url, baseUrl }).join('');
  if (result?.kind === 'history') return historyText(result.answer, { url, baseUrl, given: [], shape: {} }).join('');
  return undefined;
}
