import { operationOutcome } from '@baseplate-epr/fhir';
import type { BundleAnswer, BundleEntryResult } from '@baseplate-epr/record';
import { bundleText, fullUrl, historyText, searchsetText } from './bundle-text.ts';

/** The answer to a batch or transaction (R4 §3.1.0.11.3), one entry for each of the request, in its order. */
export function responseBundleText(answer: BundleAnswer, baseUrl: string, withResources: boolean): string {
  return bundleText(answer.type, {
    entries: answer.entries.map((entry) => responseEntry(entry, baseUrl, withResources)),
  });
}

function responseEntry(
  { status, location, etag, lastModified, issues, result, request }: BundleEntryResult,
  baseUrl: string,
  withResources: boolean,
): string {
  const response = JSON.stringify({
    status: `${status}`,
    ...(location === undefined ? {} : { location }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified: new Date(lastModified).toISOString() }),
    ...(issues === undefined || issues.length === 0 ? {} : { outcome: operationOutcome(issues) }),
  });
  const resource = request.method === 'GET' || withResources ? resultText(result, request.url, baseUrl) : undefined;
  const full =
    result?.kind === 'version' && !result.version.deleted ? `"fullUrl":${fullUrl(result.version, baseUrl)},` : '';
  return `{${full}${resource === undefined ? '' : `"resource":${resource},`}"response":${response}}`;
}

function resultText(result: BundleEntryResult['result'], requestUrl: string, baseUrl: string): string | undefined {
  if (result?.kind === 'version') return result.version.deleted ? undefined : result.version.text;
  const [path = ''] = requestUrl.split('?', 1);
  const relative = path.startsWith(`${baseUrl}/`) ? path.slice(baseUrl.length + 1) : path.replace(/^\/+/, '');
  const url = relative === '' ? baseUrl : `${baseUrl}/${relative}`;
  if (result?.kind === 'search') return searchsetText(result.answer, { url, baseUrl });
  if (result?.kind === 'history') return historyText(result.answer, { url, baseUrl, given: [], shape: {} });
  return undefined;
}
