import { addEntry, asText, type EntryWriter } from './entry-sink.ts';

/** uri, url, oid, uuid. */
export const uri: EntryWriter = (sink, parameter, element, value) => {
  const text = asText(value);
  if (text !== '') addEntry(sink, element, { kind: 'uri', parameter, value: text });
};

/** canonical: with its version and without. */
export const canonicalUri: EntryWriter = (sink, parameter, element, value) => {
  uri(sink, parameter, element, value);
  const text = asText(value);
  const bar = text.indexOf('|');
  if (bar > 0) uri(sink, parameter, element, text.slice(0, bar));
};
