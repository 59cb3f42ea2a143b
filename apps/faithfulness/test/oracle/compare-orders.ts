import type { Comparison } from './comparison.ts';
import type { Definition } from './definitions.ts';
import { followPages } from './follow-pages.ts';
import type { Held, Oracle } from './oracle.ts';
import { rangeOf } from './time-range.ts';
import { folded, textsOf, tokensOf } from './value-matches.ts';

/** Of a type with more resources the first are sorted: all of them are read anew with each search. */
const mostSorted = 100;

type Key = number | string;

/** `_sort` by every parameter of a type that has an order, up and down. */
export function compareOrders(oracle: Oracle, type: string): readonly Comparison[] {
  return [...oracle.parametersOf(type).values()].flatMap((definition) => {
    const keysOf = orders[definition.type];
    if (keysOf === undefined || definition.code === '_lastUpdated') return [];
    if (!oracle.ofType(type).some((one) => oracle.valuesOf(one, definition).length > 0)) return [];
    // Ids are told apart by their case, codes are not.
    const keys: KeysOf = definition.code === '_id' ? (value) => points([String(value)]) : keysOf;
    return ([1, -1] as const).map((direction) => comparison(oracle, type, definition, keys, direction));
  });
}

/** The lowest and highest keys of a value. */
type KeysOf = (value: unknown) => readonly (readonly [least: Key, greatest: Key])[];
const points = (keys: readonly Key[]) => keys.map((key) => [key, key] as const);
const orders: Readonly<Record<string, KeysOf>> = {
  string: (value) =>
    points(
      textsOf(value)
        .map(folded)
        .filter((text) => text !== ''),
    ),
  token: (value) => points(codesOf(value)),
  uri: (value) => (typeof value === 'string' ? points([value]) : []),
  number: (value) => (typeof value === 'number' ? points([value]) : []),
  date: (value) => {
    const range = rangeOf(value);
    return range === undefined ? [] : [[range.low, range.high]];
  },
};

/** R4 leaves it open where a concept of words alone is sorted: here, as one whose code is empty. */
function codesOf(value: unknown): readonly string[] {
  const codes = tokensOf(value).map(({ code }) => code.toLowerCase());
  const isWords = typeof value === 'object' && value !== null && 'text' in value;
  return codes.length === 0 && isWords ? [''] : codes;
}

/** What has no value comes last; what is equal may come in any order. */
function comparison(
  oracle: Oracle,
  type: string,
  definition: Definition,
  keysOf: KeysOf,
  direction: 1 | -1,
): Comparison {
  const kind = `_sort ${definition.type}${direction === 1 ? '' : ' descending'}`;
  const all = oracle.ofType(type);
  const held = all.length <= mostSorted ? all : all.slice(0, mostSorted);
  const among = held.length === all.length ? '' : `&_id=${held.map(({ id }) => id).join(',')}`;
  const search = `${type}?_sort=${direction === 1 ? '' : '-'}${definition.code}${among}`;
  const keys = new Map(held.map((one) => [`${type}/${one.id}`, keyOf(one)]));
  function keyOf(one: Held): Key | undefined {
    const ends = oracle.valuesOf(one, definition).flatMap(keysOf);
    const [first, ...rest] = ends.map(([least, greatest]) => (direction === 1 ? least : greatest));
    return rest.reduce((best, key) => (compare(key, best) * direction < 0 ? key : best), first);
  }
  return {
    kind,
    async run(record) {
      const found = await followPages(record, `/${search}&_elements=id`);
      const difference = { search, kind, expected: keys.size, extra: [], found: 0 };
      if (typeof found === 'number') return { ...difference, status: found, lacking: [] };
      const seen = { ...difference, found: found.length };
      const lacking = [...keys.keys()].filter((name) => !found.some((one) => one.name === name));
      if (lacking.length > 0) return { ...seen, lacking: lacking.slice(0, 10) };
      for (const [at, { name }] of found.entries()) {
        const before = found[at - 1]?.name;
        if (before === undefined) continue;
        const [one, other] = [keys.get(before), keys.get(name)];
        if (other === undefined || (one !== undefined && compare(one, other) * direction <= 0)) continue;
        return { ...seen, lacking: [`${name} before ${before}`] };
      }
      return undefined;
    },
  };
}

/** Numbers by their size, texts byte by byte. */
function compare(one: Key | undefined, other: Key | undefined): number {
  // An open end is endless, and endless less endless is no number.
  if (typeof one === 'number' && typeof other === 'number') return one < other ? -1 : one > other ? 1 : 0;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}
