import { operationOutcome } from '@baseplate-epr/fhir';
import type { HistoryAnswer, RecordVersion, SearchAnswer, SearchParameters } from '@baseplate-epr/record';
import { entityTag } from '../request/entity-tag.ts';
import type { ResponseParameters } from '../request/parameters.ts';
import { isPartial, type ResourceShape } from '../shape/resource-shape.ts';
import { shapeResource } from '../shape/shape-resource.ts';
import type { InTurns } from './in-turns.ts';
import type { TextPieces } from './text-pieces.ts';

/** Where a bundle's pages are found. */
export interface BundleLinks {
  /** Absolute URL without a query. */
  readonly url: string;
  readonly baseUrl: string;
  /** Wishes about the form of the answer, which hold for the next page too. */
  readonly form?: ResponseParameters;
  /** Parameters that the next page's link repeats beside its cursor. */
  readonly again?: SearchParameters;
}

/** A `searchset`. Resources go in as their stored text, so every digit survives. */
export function* searchsetText(
  answer: SearchAnswer,
  { url, baseUrl, form, again = [] }: BundleLinks,
): InTurns<TextPieces> {
  const { summary, elements, applied, issues, next, total } = answer;
  const links = [
    link('self', url, applied),
    ...(next === undefined ? [] : [link('next', url, [...again, ['_cursor', next], ...formParameters(form)])]),
  ];
  const pieces = [beginningOf('searchset', total, links)];
  let before: Before = 'nothing';
  // `_elements` names elements of what is searched; what is included besides would lose nearly everything by it.
  const [match, include] = [{ summary, elements }, { summary }];
  const [matchPart, includePart] = [isPartial(match), isPartial(include)];
  for (const version of answer.matches) {
    if (matchPart) yield version.text.length;
    pieces.push(headOf(version, baseUrl, before), shapeResource(version.text, match));
    before = 'match';
  }
  for (const version of answer.included) {
    if (includePart) yield version.text.length;
    pieces.push(headOf(version, baseUrl, before), shapeResource(version.text, include));
    before = 'include';
  }
  if (issues.length > 0) {
    pieces.push(`${between[before]}{"resource":${JSON.stringify(operationOutcome(issues))}`);
    before = 'outcome';
  }
  pieces.push(endAfter[before]);
  return pieces;
}

/** What a history bundle says beside its versions. */
export interface HistoryForm extends BundleLinks {
  /** The parameters as given, for the links. */
  readonly given: SearchParameters;
  readonly shape: ResourceShape;
}

/** A `history` bundle (R4 §3.1.0.10). */
export function* historyText(
  answer: HistoryAnswer,
  { url, baseUrl, form, given, shape }: HistoryForm,
): InTurns<TextPieces> {
  const entries: TextPieces[] = [];
  for (const version of answer.versions) {
    if (isPartial(shape)) yield version.text.length;
    const target = version.method === 'POST' ? version.type : `${version.type}/${version.id}`;
    const request = JSON.stringify({ method: version.method, url: target });
    const response = JSON.stringify({
      status: version.method === 'POST' ? '201' : version.method === 'PUT' ? '200' : '204',
      etag: entityTag(version.versionId),
      lastModified: new Date(version.lastUpdated).toISOString(),
    });
    const resource = version.deleted ? [] : ['"resource":', shapeResource(version.text, shape), ','];
    entries.push([
      `{"fullUrl":${fullUrl(version, baseUrl)},`,
      ...resource,
      `"request":${request},"response":${response}}`,
    ]);
  }
  const again = [...given, ...formParameters(form)];
  const next = answer.next === undefined ? [] : [link('next', url, [...again, ['_cursor', answer.next]])];
  return bundleText('history', { total: answer.total, links: [link('self', url, given), ...next], entries });
}

/** The text of a Bundle from the texts of its parts. FHIR JSON has no empty arrays: what is empty is left out. */
export function bundleText(
  type: string,
  {
    total,
    links = [],
    entries,
  }: {
    readonly total?: number | undefined;
    readonly links?: readonly string[];
    readonly entries: readonly TextPieces[];
  },
): TextPieces {
  const pieces = [beginningOf(type, total, links)];
  let before = ',"entry":[';
  for (const entry of entries) {
    pieces.push(before);
    for (const piece of entry) pieces.push(piece);
    before = ',';
  }
  pieces.push(entries.length === 0 ? '}' : ']}');
  return pieces;
}

/** `fullUrl` of an entry, as JSON. */
export function fullUrl({ type, id }: RecordVersion, baseUrl: string): string {
  return JSON.stringify(`${baseUrl}/${type}/${id}`);
}

function beginningOf(type: string, total: number | undefined, links: readonly string[]): string {
  const counted = total === undefined ? '' : `,"total":${total}`;
  return `{"resourceType":"Bundle","type":"${type}"${counted}${links.length === 0 ? '' : `,"link":[${links.join(',')}]`}`;
}

/** What stands before a place on a page. */
type Before = 'nothing' | 'match' | 'include' | 'outcome';

/** How what stands before an entry ends, and the entry begins. */
const between: Readonly<Record<Before, string>> = {
  nothing: ',"entry":[',
  match: ',"search":{"mode":"match"}},',
  include: ',"search":{"mode":"include"}},',
  outcome: ',"search":{"mode":"outcome"}},',
};

/** How a page ends. */
const endAfter: Readonly<Record<Before, string>> = {
  nothing: '}',
  match: ',"search":{"mode":"match"}}]}',
  include: ',"search":{"mode":"include"}}]}',
  outcome: ',"search":{"mode":"outcome"}}]}',
};

interface Head {
  readonly baseUrl: string;
  readonly before: Before;
  readonly text: string;
}

/** Made once for a version that a store keeps: its pages are read far more often than it changes, and it stands in the same place on most. */
const heads = new WeakMap<RecordVersion, Head>();

/** All that stands between the resource before and this one: to write few pieces is quicker than to write many. */
function headOf(version: RecordVersion, baseUrl: string, before: Before): string {
  const known = heads.get(version);
  if (known?.baseUrl === baseUrl && known.before === before) return known.text;
  const text = `${between[before]}{"fullUrl":${fullUrl(version, baseUrl)},"resource":`;
  heads.set(version, { baseUrl, before, text });
  return text;
}

function link(relation: string, url: string, parameters: SearchParameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of parameters) search.append(name, value);
  const query = search.toString();
  return JSON.stringify({ relation, url: query === '' ? url : `${url}?${query}` });
}

function formParameters(form: ResponseParameters | undefined): SearchParameters {
  if (form === undefined) return [];
  const { format, pretty } = form;
  return [
    ...(format === undefined ? [] : [['_format', format] as const]),
    ...(pretty ? [['_pretty', 'true'] as const] : []),
  ];
}
