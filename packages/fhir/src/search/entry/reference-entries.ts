import { type ReferenceTarget, referenceTarget } from '../reference-target.ts';
import { addEntry, asObject, asText, type EntrySink, type EntryWriter } from './entry-sink.ts';
import { identifierToken } from './token-entries.ts';

/** Name of the entries that `:identifier` looks at. */
export function identifierParameter(parameter: string): string {
  return `${parameter}:identifier`;
}

/**
 * Reference: where it points, and its identifier. One that leads to nothing that could be asked for (words alone) adds nothing; of a
 * contained resource it is noted that it leads there.
 */
export const reference: EntryWriter = (sink, parameter, element, value) => {
  const one = asObject(value);
  if (!one) return;
  const target = typeof one.reference === 'string' ? referenceTarget(one.reference, sink.baseUrl) : undefined;
  noteContained(sink, parameter, one.reference);
  if (target) addTarget(sink, parameter, element, target);
  if (one.identifier !== undefined) identifierToken(sink, identifierParameter(parameter), element, one.identifier);
};

function noteContained({ inside }: EntrySink, parameter: string, reference: unknown): void {
  if (inside === undefined || typeof reference !== 'string' || reference.length < 2 || !reference.startsWith('#'))
    return;
  inside.push({ parameter, id: reference.slice(1) });
}

/** Name of the entries that `:below` of a canonical looks at. */
export function belowParameter(parameter: string): string {
  return `${parameter}:below`;
}

/**
 * canonical, uri, url: by the whole text, and without the version after `|`; for `:below` also by each beginning of the version, so
 * that `url|1` finds `url|1.0` (https://hl7.org/fhir/R4/search.html#versions).
 */
export const canonicalReference: EntryWriter = (sink, parameter, element, value) => {
  const text = asText(value);
  noteContained(sink, parameter, text);
  add(sink, parameter, element, text);
  const bar = text.indexOf('|');
  if (bar <= 0) return;
  add(sink, parameter, element, text.slice(0, bar));
  const version = text.slice(bar + 1, bar + 1 + longestVersion);
  for (const { index } of version.matchAll(/[.\-+]/g)) {
    if (index > 0) add(sink, belowParameter(parameter), element, `${text.slice(0, bar)}|${version.slice(0, index)}`);
  }
};

/** How much of a version is looked at for its beginnings. */
const longestVersion = 32;

/** A resource inside another, such as the Composition of a document: where it would stand on its own, and that it is there for chains. */
export const nestedReference: EntryWriter = (sink, parameter, element, value) => {
  const nested = asObject(value);
  if (!nested) return;
  add(sink, parameter, element, `${asText(nested.resourceType)}/${asText(nested.id)}`);
  sink.inside?.push({ parameter, id: asText(nested.id), nested });
};

function addTarget(sink: EntrySink, parameter: string, element: number, { type, id, url }: ReferenceTarget): void {
  addEntry(sink, element, { kind: 'reference', parameter, type, id, url });
}

function add(sink: EntrySink, parameter: string, element: number, text: string): void {
  const target = referenceTarget(text, sink.baseUrl);
  if (target) addTarget(sink, parameter, element, target);
}
