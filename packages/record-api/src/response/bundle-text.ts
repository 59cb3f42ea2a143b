import { type OutcomeIssue, operationOutcome } from '@baseplate-epr/fhir';
import type {
  BundleAnswer,
  BundleEntryResult,
  HistoryAnswer,
  RecordVersion,
  SearchAnswer,
  SearchParameters,
} from '@baseplate-epr/record';
import { entityTag } from '../request/entity-tag.ts';

/** Where a bundle's pages are found; parameters of the page itself are added. */
export interface BundleLinks {
  /** Absolute URL without a query. */
  readonly url: string;
  readonly baseUrl: string;
}

/** A `searchset`. Resources go in as their stored text, so every digit survives. */
export function searchsetText(answer: SearchAnswer, { url, baseUrl }: BundleLinks): string {
  const entries = [
    ...answer.matches.map((version) => searchEntry(version, 'match', baseUrl)),
    ...answer.included.map((version) => searchEntry(version, 'include', baseUrl)),
    ...(answer.issues.length === 0 ? [] : [`{"resource":${outcomeText(answer.issues)},"search":{"mode":"outcome"}}`]),
  ];
  const links = [
    link('self', url, answer.applied),
    ...(answer.next === undefined ? [] : [link('next', url, [['_cursor', answer.next]])]),
  ];
  return bundleText('searchset', { total: answer.total, links, entries });
}

/** A `history` bundle (R4 §3.1.0.10). */
export function historyText(answer: HistoryAnswer, given: SearchParameters, { url, baseUrl }: BundleLinks): string {
  const entries = answer.versions.map((version) => {
    const request = `{"method":"${version.method}","url":${JSON.stringify(version.method === 'POST' ? version.type : `${version.type}/${version.id}`)}}`;
    const status = version.method === 'POST' ? '201' : version.method === 'PUT' ? '200' : '204';
    const response = `{"status":"${status}","etag":${JSON.stringify(entityTag(version.versionId))},"lastModified":"${new Date(version.lastUpdated).toISOString()}"}`;
    const resource = version.deleted ? '' : `"resource":${version.text},`;
    return `{"fullUrl":${fullUrl(version, baseUrl)},${resource}"request":${request},"response":${response}}`;
  });
  const next = answer.next === undefined ? [] : [link('next', url, [...given, ['_cursor', answer.next]])];
  return bundleText('history', { total: answer.total, links: [link('self', url, given), ...next], entries });
}

/** The answer to a batch or transaction. */
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
  const asked = request.method === 'GET' || request.method === 'HEAD';
  const resource = asked || withResources ? resultText(result, request.url, baseUrl) : undefined;
  const full =
    result?.kind === 'version' && !result.version.deleted ? `"fullUrl":${fullUrl(result.version, baseUrl)},` : '';
  return `{${full}${resource === undefined ? '' : `"resource":${resource},`}"response":${response}}`;
}

function resultText(result: BundleEntryResult['result'], requestUrl: string, baseUrl: string): string | undefined {
  const url = `${baseUrl}/${requestUrl.split('?', 1)[0]}`;
  if (result?.kind === 'version') return result.version.deleted ? undefined : result.version.text;
  if (result?.kind === 'search') return searchsetText(result.answer, { url, baseUrl });
  if (result?.kind === 'history') return historyText(result.answer, [], { url, baseUrl });
  return undefined;
}

function searchEntry(version: RecordVersion, mode: 'match' | 'include', baseUrl: string): string {
  return `{"fullUrl":${fullUrl(version, baseUrl)},"resource":${version.text},"search":{"mode":"${mode}"}}`;
}

function fullUrl({ type, id }: RecordVersion, baseUrl: string): string {
  return JSON.stringify(`${baseUrl}/${type}/${id}`);
}

function outcomeText(issues: readonly OutcomeIssue[]): string {
  return JSON.stringify(operationOutcome(issues));
}

function link(relation: string, url: string, parameters: SearchParameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of parameters) search.append(name, value);
  const query = search.toString();
  return `{"relation":"${relation}","url":${JSON.stringify(query === '' ? url : `${url}?${query}`)}}`;
}

function bundleText(
  type: string,
  {
    total,
    links = [],
    entries,
  }: { readonly total?: number | undefined; readonly links?: readonly string[]; readonly entries: readonly string[] },
): string {
  const parts = [
    `"resourceType":"Bundle","type":"${type}"`,
    ...(total === undefined ? [] : [`"total":${total}`]),
    ...(links.length === 0 ? [] : [`"link":[${links.join(',')}]`]),
    // FHIR JSON has no empty arrays: a bundle without entries has no `entry` at all.
    ...(entries.length === 0 ? [] : [`"entry":[${entries.join(',')}]`]),
  ];
  return `{${parts.join(',')}}`;
}
