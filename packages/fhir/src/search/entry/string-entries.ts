import { foldText } from '../fold-text.ts';
import { addEntry, asList, asObject, asText, type EntrySink, type EntryWriter } from './entry-sink.ts';
import { laterParameter, laterPieces, longestContained } from './later-text.ts';

function addWhole(sink: EntrySink, parameter: string, element: number, text: string): void {
  const value = foldText(text);
  if (value === '') return;
  addEntry(sink, element, { kind: 'string', parameter, value, exact: text });
  if (value.length <= longestContained) return;
  for (const piece of laterPieces(text)) {
    addEntry(sink, element, { kind: 'string', parameter: laterParameter(parameter), value: piece, exact: '' });
  }
}

/** string, markdown and the like. */
export const primitiveString: EntryWriter = (sink, parameter, element, value) => {
  if (typeof value !== 'object') addWhole(sink, parameter, element, String(value));
};

/**
 * HumanName: each part on its own, and from each of its words on, so that “María” finds “Ana María” and “Jones” finds
 * “Smith-Jones”; the whole put together in the order it is spoken; and its text, also from each of its words on, since it may be all
 * there is of the name.
 */
export const nameString: EntryWriter = (sink, parameter, element, value) => {
  const name = asObject(value);
  if (!name) return;
  const parts = [...texts(name.prefix), ...texts(name.given), ...texts([name.family]), ...texts(name.suffix)];
  const text = asText(name.text);
  writeParts(sink, parameter, element, parts, text);
  for (const part of parts) writeLaterWords(sink, parameter, element, part, betweenWords);
  if (text !== parts.join(' ')) writeLaterWords(sink, parameter, element, text, betweenWords);
};

/** `HumanName.family`: the whole, and from each of its words on: “Quinones” finds “Carreno Quinones”. */
export const familyString: EntryWriter = (sink, parameter, element, value) => {
  if (typeof value !== 'string') return;
  addWhole(sink, parameter, element, value);
  writeLaterWords(sink, parameter, element, value, betweenWords);
};

const betweenWords = /[\s\-‐]+/gu;
const betweenLines = /[,;\n]+\s*/gu;

/** More words than a name has: what is longer is no name, and an entry for each of its words would fill the memory. */
const mostWords = 50;
/** They stand for no string of the resource, only for the end of one: so their `exact` is empty, and they neither equal nor sort anything. */
function writeLaterWords(sink: EntrySink, parameter: string, element: number, name: string, between: RegExp): void {
  if (name.search(between) < 0) return;
  let words = 0;
  for (const { index, 0: gap } of name.matchAll(between)) {
    words += 1;
    if (words > mostWords) return;
    const from = index + gap.length;
    const value = foldText(name.slice(from));
    if (value !== '') addEntry(sink, element, { kind: 'string', parameter, value, exact: '' });
  }
}

/**
 * Address: each part on its own, and the whole; its text also from each of its lines on, which a comma, a semicolon or the end of a
 * line parts, so that “Leeds” finds “1 High Street, Leeds”.
 */
export const addressString: EntryWriter = (sink, parameter, element, value) => {
  const address = asObject(value);
  if (!address) return;
  const parts = [
    ...texts(address.line),
    ...texts([address.city, address.district, address.state, address.postalCode, address.country]),
  ];
  const text = asText(address.text);
  writeParts(sink, parameter, element, parts, text);
  writeLaterWords(sink, parameter, element, text, betweenLines);
};

/** CodeableConcept: its text and the displays of its codings. */
export const conceptString: EntryWriter = (sink, parameter, element, value) => {
  const concept = asObject(value);
  if (!concept) return;
  for (const coding of asList(concept.coding)) addWhole(sink, parameter, element, asText(asObject(coding)?.display));
  addWhole(sink, parameter, element, asText(concept.text));
};

function writeParts(
  sink: EntrySink,
  parameter: string,
  element: number,
  parts: readonly string[],
  whole: string,
): void {
  for (const part of parts) addWhole(sink, parameter, element, part);
  const spoken = parts.join(' ');
  if (parts.length > 1) addWhole(sink, parameter, element, spoken);
  if (whole !== spoken) addWhole(sink, parameter, element, whole);
}

function texts(values: unknown): readonly string[] {
  return asList(values).filter((value): value is string => typeof value === 'string' && value !== '');
}
