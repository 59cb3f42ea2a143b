import type {
  DateEntry,
  NumberEntry,
  QuantityEntry,
  ReferenceEntry,
  StringEntry,
  TextEntry,
  TokenEntry,
  UriEntry,
} from '@baseplate-epr/contracts';

/** A token entry; `system|code`, or a code alone. */
export function token(parameter: string, value: string, more: Partial<TokenEntry> = {}): TokenEntry {
  const bar = value.lastIndexOf('|');
  return { kind: 'token', parameter, system: value.slice(0, Math.max(bar, 0)), code: value.slice(bar + 1), ...more };
}

/** A string entry; folded to lower case unless told otherwise. */
export function text(parameter: string, exact: string, value = exact.toLowerCase()): StringEntry {
  return { kind: 'string', parameter, value, exact };
}

/** A date entry. */
export function date(parameter: string, low: number, high = low + 1): DateEntry {
  return { kind: 'date', parameter, low, high };
}

/** A number entry. */
export function number(parameter: string, low: number, high = low): NumberEntry {
  return { kind: 'number', parameter, low, high };
}

/** A quantity entry. */
export function quantity(parameter: string, value: number, more: Partial<QuantityEntry> = {}): QuantityEntry {
  return { kind: 'quantity', parameter, low: value, high: value, system: '', code: '', unit: '', ...more };
}

/** A reference entry: local for `Type/id`, otherwise a URL. */
export function reference(parameter: string, target: string): ReferenceEntry {
  const [type = '', id = '', ...rest] = target.split('/');
  if (id === '' || rest.length > 0) return { kind: 'reference', parameter, type: '', id: '', url: target };
  return { kind: 'reference', parameter, type, id, url: '' };
}

/** A URI entry. */
export function uri(parameter: string, value: string): UriEntry {
  return { kind: 'uri', parameter, value };
}

/** A text entry of these words. */
export function passage(parameter: string, words: string): TextEntry {
  return { kind: 'text', parameter, words };
}
