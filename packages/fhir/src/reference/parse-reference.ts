import { isFhirId } from './fhir-id.ts';
import { plainReferenceSlash } from './plain-reference.ts';

/** What the text of a `Reference.reference` points at. */
export type ParsedReference =
  | { readonly kind: 'resource'; readonly type: string; readonly id: string; readonly versionId?: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'urn'; readonly urn: string }
  /** A contained resource; an empty id is the containing resource itself. */
  | { readonly kind: 'fragment'; readonly id: string }
  /** `Practitioner?identifier=…`, as bundles may use: https://hl7.org/fhir/R4/http.html#trules */
  | { readonly kind: 'conditional'; readonly type: string; readonly query: string };

/**
 * Takes a reference apart. The type is not checked against the known resource types.
 *
 * @param baseUrl - this record's own FHIR base; an absolute URL below it is a reference to a resource here.
 * @returns undefined when the text is none of the forms that R4 allows (https://hl7.org/fhir/R4/references.html#literal).
 */
export function parseReference(value: string, baseUrl?: string): ParsedReference | undefined {
  const slash = plainReferenceSlash(value);
  if (slash > 0) return { kind: 'resource', type: value.slice(0, slash), id: value.slice(slash + 1) };
  if (value.startsWith('#')) return { kind: 'fragment', id: value.slice(1) };
  if (/^urn:/i.test(value)) return { kind: 'urn', urn: value };
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return parseUrl(value, baseUrl);
  return parseRelative(value);
}

function parseUrl(value: string, baseUrl: string | undefined): ParsedReference | undefined {
  if (!URL.canParse(value)) return undefined;
  const base = baseUrl?.replace(/\/*$/, '/');
  const local = base !== undefined && value.startsWith(base) ? parseRelative(value.slice(base.length)) : undefined;
  return local ?? { kind: 'url', url: value };
}

function parseRelative(value: string): ParsedReference | undefined {
  const conditional = /^([A-Z][A-Za-z]*)\?(.+)$/.exec(value);
  if (conditional !== null) {
    const [, type = '', query = ''] = conditional;
    return { kind: 'conditional', type, query };
  }
  const match = /^([A-Z][A-Za-z]*)\/([^/]+)(?:\/_history\/([^/]+))?(?:#.*)?$/.exec(value);
  if (match === null) return undefined;
  const [, type = '', id = '', versionId] = match;
  if (!isFhirId(id) || (versionId !== undefined && !isFhirId(versionId))) return undefined;
  return { kind: 'resource', type, id, ...(versionId === undefined ? {} : { versionId }) };
}
