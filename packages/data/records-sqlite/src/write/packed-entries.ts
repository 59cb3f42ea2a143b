import type { IndexEntry } from '@baseplate-epr/contracts';

/**
 * Index entries, one after the other in one list: kind, parameter and element of each, then its values. As objects they take twice as long to
 * cross to another thread, since every key is written out and read again, and several times as much memory while they wait there.
 */
export type PackedEntries = readonly PackedValue[];

type PackedValue = string | number | undefined;

/** Packs the entries of one version. */
export function packEntries(entries: readonly IndexEntry[]): PackedEntries {
  const packed: PackedValue[] = [];
  for (const entry of entries) {
    packed.push(entry.kind, entry.parameter, entry.element);
    switch (entry.kind) {
      case 'token':
        packed.push(entry.system, entry.code, entry.text);
        break;
      case 'string':
        packed.push(entry.value, entry.exact);
        break;
      case 'date':
      case 'number':
        packed.push(entry.low, entry.high);
        break;
      case 'quantity':
        packed.push(entry.low, entry.high, entry.system, entry.code, entry.unit);
        break;
      case 'reference':
        packed.push(entry.type, entry.id, entry.url);
        break;
      case 'uri':
        packed.push(entry.value);
        break;
      case 'text':
        packed.push(entry.words);
    }
  }
  return packed;
}

/** The entries that were packed. */
export function unpackEntries(packed: PackedEntries): IndexEntry[] {
  const entries: IndexEntry[] = [];
  let at = 0;
  const text = () => packed[at++] as string;
  const number = () => packed[at++] as number;
  const optional = <Name extends string, Value>(name: Name) => {
    const value = packed[at++] as Value | undefined;
    return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
  };
  // In an object literal values are read in the order they are written, which is the order they were packed in.
  while (at < packed.length) {
    const kind = packed[at++] as IndexEntry['kind'];
    const base = { parameter: text(), ...optional<'element', number>('element') };
    switch (kind) {
      case 'token':
        entries.push({ kind, ...base, system: text(), code: text(), ...optional<'text', string>('text') });
        break;
      case 'string':
        entries.push({ kind, ...base, value: text(), exact: text() });
        break;
      case 'date':
      case 'number':
        entries.push({ kind, ...base, low: number(), high: number() });
        break;
      case 'quantity':
        entries.push({
          kind,
          ...base,
          low: number(),
          high: number(),
          system: text(),
          code: text(),
          unit: text(),
        });
        break;
      case 'reference':
        entries.push({ kind, ...base, type: text(), id: text(), url: text() });
        break;
      case 'uri':
        entries.push({ kind, ...base, value: text() });
        break;
      case 'text':
        entries.push({ kind, ...base, words: text() });
    }
  }
  return entries;
}
