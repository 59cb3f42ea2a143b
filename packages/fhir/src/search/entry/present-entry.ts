import { addEntry, type EntryWriter } from './entry-sink.ts';

/** Name of the entries that tell `:missing` of elements of which nothing else is indexed. */
export function presentParameter(parameter: string): string {
  return `${parameter}:present`;
}

/**
 * Writes what `writer` writes; where that is nothing by which the parameter could be searched (an address of a use alone, a period
 * that ends before it begins), it notes that the element is there: `:missing` is about the element (R4 §3.1.1.4.4). The note has a
 * name of its own, so that no value finds it and it sorts nothing.
 */
export function tellingPresence(writer: EntryWriter): EntryWriter {
  return (sink, parameter, element, value) => {
    const { entries } = sink;
    const before = entries.length;
    writer(sink, parameter, element, value);
    for (let at = before; at < entries.length; at += 1) {
      if (entries[at]?.parameter === parameter) return;
    }
    addEntry(sink, element, { kind: 'token', parameter: presentParameter(parameter), system: '', code: '' });
  };
}
