import type { Bound, EntryPredicate, IndexEntry, Predicate } from '@baseplate-epr/contracts';

/** A resource as a store sees it, without references between resources. */
export interface IndexedSample {
  readonly type: string;
  readonly id: string;
  readonly entries: readonly IndexEntry[];
}

/** Decides predicates about one resource the way the contract words them; chains are for stores to decide. */
export function matchesPredicate(sample: IndexedSample, predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'all':
      return true;
    case 'and':
      return predicate.predicates.every((one) => matchesPredicate(sample, one));
    case 'or':
      return predicate.predicates.some((one) => matchesPredicate(sample, one));
    case 'not':
      return !matchesPredicate(sample, predicate.predicate);
    case 'id':
      return predicate.ids.includes(sample.id);
    case 'type':
      return predicate.types.includes(sample.type);
    case 'missing':
      return predicate.missing === !sample.entries.some((one) => one.parameter === predicate.parameter);
    case 'composite': {
      const elements = new Set(sample.entries.map((entry) => entry.element ?? 0));
      return [...elements].some((element) =>
        predicate.parts.every((part) =>
          sample.entries.some((entry) => (entry.element ?? 0) === element && matchesEntry(entry, part)),
        ),
      );
    }
    case 'token':
    case 'string':
    case 'range':
    case 'quantity':
    case 'reference':
    case 'uri':
      return sample.entries.some((entry) => matchesEntry(entry, predicate));
    default:
      return false;
  }
}

function matchesEntry(entry: IndexEntry, predicate: EntryPredicate): boolean {
  if (entry.parameter !== predicate.parameter) return false;
  const is = (actual: string, wanted: string | undefined) => wanted === undefined || actual === wanted;
  switch (predicate.kind) {
    case 'token':
      if (entry.kind !== 'token' || !is(entry.system, predicate.system) || !is(entry.code, predicate.code))
        return false;
      if (predicate.codes && !predicate.codes.includes(entry.code)) return false;
      return predicate.text === undefined || (entry.text ?? '').includes(predicate.text);
    case 'string':
      if (entry.kind !== 'string') return false;
      if (predicate.match === 'exact') return entry.exact === predicate.value;
      if (predicate.match === 'equals') return entry.exact !== '' && entry.value === predicate.value;
      if (predicate.match === 'ends') return entry.value.endsWith(predicate.value);
      return predicate.match === 'starts'
        ? entry.value.startsWith(predicate.value)
        : entry.value.includes(predicate.value);
    case 'range':
      return entry.kind === predicate.entry && within(entry, predicate.bounds);
    case 'quantity':
      if (entry.kind !== 'quantity' || !within(entry, predicate.bounds)) return false;
      return is(entry.system, predicate.system) && is(entry.code, predicate.code) && is(entry.unit, predicate.unit);
    case 'reference':
      if (entry.kind !== 'reference') return false;
      return is(entry.type, predicate.type) && is(entry.id, predicate.id) && is(entry.url, predicate.url);
    case 'uri': {
      if (entry.kind !== 'uri') return false;
      const { match, value } = predicate;
      if (match === 'exact' || entry.value === value) return entry.value === value;
      const [long, short] = match === 'below' ? [entry.value, value] : [value, entry.value];
      return long.startsWith(short.endsWith('/') ? short : `${short}/`);
    }
  }
}

/** Whether an entry satisfies every bound. */
export function within(entry: { readonly low: number; readonly high: number }, bounds: readonly Bound[]): boolean {
  return bounds.every(({ end, operator, value }) => comparisons[operator](entry[end], value));
}

const comparisons: Readonly<Record<Bound['operator'], (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};
