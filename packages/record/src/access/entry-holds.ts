import type { Bound, EntryPredicate, IndexEntry, TextPredicate } from '@baseplate-epr/contracts';

/** Whether one index entry satisfies a condition on one entry. */
export function entryHolds(predicate: EntryPredicate, entry: IndexEntry): boolean {
  if (entry.parameter !== predicate.parameter) return false;
  switch (predicate.kind) {
    case 'token':
      return (
        entry.kind === 'token' &&
        is(predicate.system, entry.system) &&
        is(predicate.code, entry.code) &&
        (predicate.codes === undefined || predicate.codes.includes(entry.code)) &&
        (predicate.text === undefined || (entry.text ?? '').includes(predicate.text))
      );
    case 'string':
      if (entry.kind !== 'string') return false;
      if (predicate.match === 'exact') return entry.exact === predicate.value;
      if (predicate.match === 'equals') return entry.exact !== '' && entry.value === predicate.value;
      if (predicate.match === 'ends') return entry.value.endsWith(predicate.value);
      return predicate.match === 'starts'
        ? entry.value.startsWith(predicate.value)
        : entry.value.includes(predicate.value);
    case 'range':
      return entry.kind === predicate.entry && predicate.bounds.every((bound) => within(bound, entry.low, entry.high));
    case 'quantity':
      return (
        entry.kind === 'quantity' &&
        is(predicate.system, entry.system) &&
        is(predicate.code, entry.code) &&
        is(predicate.unit, entry.unit) &&
        predicate.bounds.every((bound) => within(bound, entry.low, entry.high))
      );
    case 'reference':
      return (
        entry.kind === 'reference' &&
        is(predicate.type, entry.type) &&
        is(predicate.id, entry.id) &&
        is(predicate.url, entry.url)
      );
    case 'uri':
      if (entry.kind !== 'uri') return false;
      if (predicate.match === 'below') return continues(predicate.value, entry.value);
      if (predicate.match === 'above') return continues(entry.value, predicate.value);
      return entry.value === predicate.value;
  }
}

/** Whether an entry is a text with these words, one after the other. */
export function textHolds({ parameter, words, prefix = false }: TextPredicate, entry: IndexEntry): boolean {
  if (entry.kind !== 'text' || entry.parameter !== parameter || words.length === 0) return false;
  return ` ${entry.words} `.includes(` ${words.join(' ')}${prefix ? '' : ' '}`);
}

function is(wanted: string | undefined, found: string): boolean {
  return wanted === undefined || wanted === found;
}

function continues(base: string, longer: string): boolean {
  return longer === base || longer.startsWith(base.endsWith('/') ? base : `${base}/`);
}

/** Whether one end of a range satisfies a bound. */
export function within({ end, operator, value }: Bound, low: number, high: number): boolean {
  const found = end === 'low' ? low : high;
  switch (operator) {
    case '<':
      return found < value;
    case '<=':
      return found <= value;
    case '>':
      return found > value;
    case '>=':
      return found >= value;
    case '=':
      return found === value;
    case '!=':
      return found !== value;
  }
}
