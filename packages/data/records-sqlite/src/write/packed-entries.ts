import type { IndexEntry } from '@baseplate-epr/contracts';
import type { PackedNames } from './packed-names.ts';

/**
 * Index entries, one after the other in one list: kind, parameter and element of each, then its values. As objects they take twice as long to
 * cross to another thread, since every key is written out and read again, and several times as much memory while they wait there. Kinds are
 * numbers, and so are parameters and code systems, of which there are few: each is written out once for all entries of a request.
 */
export type PackedEntries = readonly PackedValue[];

type PackedValue = string | number | undefined;

const kinds = ['token', 'string', 'date', 'number', 'quantity', 'reference', 'uri', 'text'] as const;
const numberOf = Object.fromEntries(kinds.map((kind, at) => [kind, at])) as Readonly<
  Record<IndexEntry['kind'], number>
>;

/** Packs the entries of one version. */
export function packEntries(entries: readonly IndexEntry[], names: PackedNames): PackedEntries {
  const packed: PackedValue[] = [];
  for (const entry of entries) {
    packed.push(numberOf[entry.kind], names.number(entry.parameter), entry.element);
    switch (entry.kind) {
      case 'token':
        packed.push(names.number(entry.system), entry.code, entry.text);
        break;
      case 'string':
        packed.push(entry.value, entry.exact);
        break;
      case 'date':
      case 'number':
        packed.push(entry.low, entry.high);
        break;
      case 'quantity':
        packed.push(entry.low, entry.high, names.number(entry.system), entry.code, entry.unit);
        break;
      case 'reference':
        packed.push(names.number(entry.type), entry.id, entry.url);
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

/** An entry while it is made. */
type Growing = IndexEntry & { element?: number; text?: string };

/** The entries that were packed. */
export function unpackEntries(packed: PackedEntries, words: readonly string[]): IndexEntry[] {
  const entries: IndexEntry[] = [];
  let at = 0;
  const text = () => packed[at++] as string;
  const number = () => packed[at++] as number;
  const word = () => words[packed[at++] as number] as string;
  const read = { text, number, word };
  while (at < packed.length) {
    const kind = kinds[number()];
    const parameter = word();
    const element = packed[at++] as number | undefined;
    const entry = valuesOf(kind, parameter, read);
    if (element !== undefined) entry.element = element;
    if (kind === 'token') {
      const said = packed[at++] as string | undefined;
      if (said !== undefined) entry.text = said;
    }
    entries.push(entry);
  }
  return entries;
}

/** Reads what comes next of a list. */
interface PackedReader {
  text(): string;
  number(): number;
  word(): string;
}

/** In an object literal values are read in the order they are written, which is the order they were packed in. */
function valuesOf(kind: IndexEntry['kind'] | undefined, parameter: string, read: PackedReader): Growing {
  switch (kind) {
    case 'token':
      return { kind, parameter, system: read.word(), code: read.text() };
    case 'string':
      return { kind, parameter, value: read.text(), exact: read.text() };
    case 'date':
    case 'number':
      return { kind, parameter, low: read.number(), high: read.number() };
    case 'quantity':
      return {
        kind,
        parameter,
        low: read.number(),
        high: read.number(),
        system: read.word(),
        code: read.text(),
        unit: read.text(),
      };
    case 'reference':
      return { kind, parameter, type: read.word(), id: read.text(), url: read.text() };
    case 'uri':
      return { kind, parameter, value: read.text() };
    case 'text':
      return { kind, parameter, words: read.text() };
    default:
      throw new TypeError('Packed index entries do not begin where they should.');
  }
}
