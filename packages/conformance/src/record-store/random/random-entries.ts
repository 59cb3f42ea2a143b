import type { IndexEntry } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';

/** Few values, so that random entries and random conditions often meet; each is there for a corner of some store. */
export const vocabulary = {
  types: ['A', 'B', 'C'],
  ids: ['1', '2', 'a', 'A'],
  parameters: ['p', 'q'],
  systems: ['', 's', 't'],
  codes: ['x', 'y', 'X', ''],
  texts: ['', 'a', 'ab', 'aB', 'b%', '_b', 'a\\', "'", '\u{1F3E5}', '\uFFFD', 'é', 'e\u0301'],
  numbers: [-8_640_000_000_000_000, -1, 0, 0.1, 0.5, 1, 2, 10, 8_640_000_000_000_000],
  units: ['', 'mg', 'Mg'],
  uris: ['http://x', 'http://x/', 'http://x/a', 'http://x/a/', 'http://x/a/b', 'http://x/ab', 'urn:a', ''],
  words: ['a', 'ab', 'abc', 'b1', '\u{1F3E5}', 'é', 'or'],
  urls: ['https://elsewhere/A/1', 'urn:uuid:1'],
} as const;

const { types, ids, parameters, systems, codes, texts, numbers, units, uris, urls, words } = vocabulary;

const parameter = fc.constantFrom(...parameters);
const element = fc.constantFrom<{ element?: number }[]>({}, {}, { element: 0 }, { element: 1 }, { element: 2 });
const range = fc
  .tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers))
  .map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
const wholeRange = range.map(({ low, high }) => ({ low: Math.floor(low), high: Math.ceil(high) }));

const plainEntry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('token' as const),
      parameter,
      system: fc.constantFrom(...systems),
      code: fc.constantFrom(...codes),
      text: fc.constantFrom(...texts),
    },
    { requiredKeys: ['kind', 'parameter', 'system', 'code'] },
  ),
  fc.record({
    kind: fc.constant('string' as const),
    parameter,
    value: fc.constantFrom(...texts),
    exact: fc.constantFrom(...texts),
  }),
  fc.tuple(parameter, wholeRange).map(([name, stretch]) => ({ kind: 'date' as const, parameter: name, ...stretch })),
  fc.tuple(parameter, range).map(([name, stretch]) => ({ kind: 'number' as const, parameter: name, ...stretch })),
  fc
    .tuple(parameter, range, fc.constantFrom(...systems), fc.constantFrom(...units), fc.constantFrom(...units))
    .map(([name, stretch, system, code, unit]) => ({
      kind: 'quantity' as const,
      parameter: name,
      ...stretch,
      system,
      code,
      unit,
    })),
  fc
    .tuple(parameter, fc.constantFrom(...types), fc.constantFrom(...ids))
    .map(([name, type, id]) => ({ kind: 'reference' as const, parameter: name, type, id, url: '' })),
  fc
    .tuple(parameter, fc.constantFrom(...urls))
    .map(([name, url]) => ({ kind: 'reference' as const, parameter: name, type: '', id: '', url })),
  fc.record({ kind: fc.constant('uri' as const), parameter, value: fc.constantFrom(...uris) }),
  fc
    .tuple(parameter, fc.array(fc.constantFrom(...words), { maxLength: 4 }))
    .map(([name, said]) => ({ kind: 'text' as const, parameter: name, words: said.join(' ') })),
);

/** Entries of one resource. */
export const randomEntries: fc.Arbitrary<readonly IndexEntry[]> = fc.array(
  fc.tuple(plainEntry, element).map(([entry, place]): IndexEntry => ({ ...entry, ...place })),
  { maxLength: 7 },
);
