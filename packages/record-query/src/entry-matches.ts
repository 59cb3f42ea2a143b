import type { Bound, EntryPredicate, IndexEntry } from '@baseplate-epr/contracts';

/** Whether one entry satisfies a condition on entries. */
export function entryMatches(entry: IndexEntry, predicate: EntryPredicate): boolean {
  if (entry.parameter !== predicate.parameter) return false;
  switch (predicate.kind) {
    case 'token':
      return (
        entry.kind === 'token' &&
        given(predicate.system, entry.system) &&
        given(predicate.code, entry.code) &&
        (predicate.codes === undefined || predicate.codes.includes(entry.code)) &&
        (predicate.text === undefined || (entry.text?.includes(predicate.text) ?? false))
      );
    case 'string':
      if (entry.kind !== 'string') return false;
      if (predicate.match === 'exact') return entry.exact === predicate.value;
      if (predicate.match === 'starts') return entry.value.startsWith(predicate.value);
      if (predicate.match === 'equals') return entry.exact !== '' && entry.value === predicate.value;
      if (predicate.match === 'ends') return entry.value.endsWith(predicate.value);
      return entry.value.includes(predicate.value);
    case 'range':
      return entry.kind === predicate.entry && satisfies(entry, predicate.bounds);
    case 'quantity':
      return (
        entry.kind === 'quantity' &&
        given(predicate.system, entry.system) &&
        given(predicate.code, entry.code) &&
        given(predicate.unit, entry.unit) &&
        satisfies(entry, predicate.bounds)
      );
    case 'reference':
      return (
        entry.kind === 'reference' &&
        given(predicate.type, entry.type) &&
        given(predicate.id, entry.id) &&
        given(predicate.url, entry.url)
      );
    case 'uri':
      if (entry.kind !== 'uri') return false;
      if (predicate.match === 'exact') return entry.value === predicate.value;
      if (predicate.match === 'below') return isAtOrBelow(entry.value, predicate.value);
      return isAtOrBelow(predicate.value, entry.value);
  }
}

function given(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === value;
}

function isAtOrBelow(uri: string, root: string): boolean {
  return uri === root || uri.startsWith(root.endsWith('/') ? root : `${root}/`);
}

const comparisons: Readonly<Record<Bound['operator'], (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

/** Whether a stretch satisfies every bound. */
export function satisfies(range: { readonly low: number; readonly high: number }, bounds: readonly Bound[]): boolean {
  return bounds.every(({ end, operator, value }) => comparisons[operator](range[end], value));
}
