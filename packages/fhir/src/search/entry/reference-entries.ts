import { referenceTarget } from '../reference-target.ts';
import { asObject, asText, type EntrySink, type EntryWriter, elementPart } from './entry-sink.ts';
import { identifierToken } from './token-entries.ts';

/** Name of the entries that `:identifier` looks at. */
export function identifierParameter(parameter: string): string {
  return `${parameter}:identifier`;
}

/** Reference: where it points, and the identifier of a logical reference. */
export const reference: EntryWriter = (sink, parameter, element, value) => {
  const one = asObject(value);
  if (!one) return;
  const target = typeof one.reference === 'string' ? referenceTarget(one.reference, sink.baseUrl) : undefined;
  if (target) sink.entries.push({ kind: 'reference', parameter, ...elementPart(element), ...target });
  if (one.identifier !== undefined) identifierToken(sink, identifierParameter(parameter), element, one.identifier);
};

/** canonical, uri, url: by the whole text, and without the version after `|`. */
export const canonicalReference: EntryWriter = (sink, parameter, element, value) => {
  const text = asText(value);
  add(sink, parameter, element, text);
  const bar = text.indexOf('|');
  if (bar > 0) add(sink, parameter, element, text.slice(0, bar));
};

function add(sink: EntrySink, parameter: string, element: number, text: string): void {
  const target = referenceTarget(text, sink.baseUrl);
  if (target) sink.entries.push({ kind: 'reference', parameter, ...elementPart(element), ...target });
}
