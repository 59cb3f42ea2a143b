import { foldedLength, foldText } from '../fold-text.ts';
import { addEntry, asList, asObject, asText, type EntrySink, type EntryWriter } from './entry-sink.ts';

/** Codes are compared without regard to case, as R4 advises when in doubt: https://hl7.org/fhir/R4/search.html#token. */
export function foldCode(code: string): string {
  return code.toLowerCase();
}

/** Name of the entries that `:of-type` looks at. */
export function ofTypeParameter(parameter: string): string {
  return `${parameter}:of-type`;
}

/** Adds a token entry, folding its code and text as the resource has them. */
export function writeToken(
  sink: EntrySink,
  parameter: string,
  element: number,
  { system, code, text = '' }: { readonly system: string; readonly code: string; readonly text?: string },
): void {
  const folded = foldCode(code);
  if (text === '') addEntry(sink, element, { kind: 'token', parameter, system, code: folded });
  else addEntry(sink, element, { kind: 'token', parameter, system, code: folded, text: foldText(text) });
}

/** string, code, uri, boolean and the like: a code without a system. */
export const primitiveToken: EntryWriter = (sink, parameter, element, value) => {
  if (value !== '' && typeof value !== 'object')
    writeToken(sink, parameter, element, { system: '', code: String(value) });
};

/** Name of the entries that `:below` of a media type looks at. */
export function mimeParameter(parameter: string): string {
  return `${parameter}:below`;
}

/** A media type without its parameters: `text/xml` of `text/xml; charset=UTF-8`. */
export function mimeBase(text: string): string {
  return text.split(';', 1)[0]?.trim() ?? '';
}

/** A media type; one with parameters also without them, for `:below` (https://hl7.org/fhir/R4/search.html#mimetype). */
export const mimeToken: EntryWriter = (sink, parameter, element, value) => {
  primitiveToken(sink, parameter, element, value);
  if (typeof value !== 'string' || !value.includes(';')) return;
  writeToken(sink, mimeParameter(parameter), element, { system: '', code: mimeBase(value) });
};

/** Coding. One without a code is found by its system, as `system|` asks. */
export const codingToken: EntryWriter = (sink, parameter, element, value) =>
  writeCoding(sink, parameter, element, value, '');

function writeCoding(sink: EntrySink, parameter: string, element: number, value: unknown, text: string): void {
  const coding = asObject(value);
  if (!coding) return;
  const display = asText(coding.display);
  const words = display === text || text === '' ? display : `${display} ${text}`;
  const token = { system: asText(coding.system), code: asText(coding.code), text: words };
  if (token.code !== '' || token.system !== '' || words !== '') writeToken(sink, parameter, element, token);
}

/** CodeableConcept: an entry for each coding, each with the concept's own text; text alone is an entry without a code. */
export const conceptToken: EntryWriter = (sink, parameter, element, value) => {
  const concept = asObject(value);
  if (!concept) return;
  const written = asText(concept.text);
  // A long text is folded once, not with every coding.
  const text = written.length > foldedLength ? foldText(written) : written;
  const codings = asList(concept.coding);
  for (const coding of codings) writeCoding(sink, parameter, element, coding, text);
  if (codings.length === 0 && text !== '') writeToken(sink, parameter, element, { system: '', code: '', text });
};

/** Identifier, also by its type for `:of-type`. One without a value is found by its system, as `system|` asks. */
export const identifierToken: EntryWriter = (sink, parameter, element, value) => {
  const identifier = asObject(value);
  const text = asText(identifier?.value);
  if (!identifier) return;
  const type = asObject(identifier.type);
  const token = { system: asText(identifier.system), code: text, text: asText(type?.text) };
  if (token.code !== '' || token.system !== '' || token.text !== '') writeToken(sink, parameter, element, token);
  if (text === '') return;
  for (const one of asList(type?.coding)) {
    const coding = asObject(one);
    const code = asText(coding?.code);
    if (code === '') continue;
    writeToken(sink, ofTypeParameter(parameter), element, { system: asText(coding?.system), code: `${code}|${text}` });
  }
};

/** ContactPoint: the number or address; its use and system (phone, email) are no code systems. */
export const contactToken: EntryWriter = (sink, parameter, element, value) => {
  const code = asText(asObject(value)?.value).trim();
  if (code !== '') writeToken(sink, parameter, element, { system: '', code });
};
