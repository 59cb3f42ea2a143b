import type { Definition } from './definitions.ts';
import { type Held, type Oracle, selectFrom } from './oracle.ts';
import { textsOf, tokensOf, tokenTexts } from './value-matches.ts';

/** A search to compare. */
export interface Derived {
  readonly type: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** What is tried, for the report: `date gt`, `token :not`. */
  readonly kind: string;
}

const escaped = (text: string) => text.replace(/[\\$,|]/g, '\\$&');
const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
const sample = <T>(items: readonly T[], count: number): readonly T[] =>
  items.length <= count
    ? items
    : Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);
const distinct = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((one) => [JSON.stringify(one), one])).values(),
];

/** Every search that is tried on a type: each parameter with every prefix and modifier, on values that the examples hold. */
export function deriveQueries(oracle: Oracle, type: string): readonly Derived[] {
  const held = oracle.ofType(type);
  return [...oracle.parametersOf(type).values()].flatMap((definition) => {
    const holders = held.filter((one) => oracle.valuesOf(one, definition).length > 0);
    const values = distinct(sample(holders, 40).flatMap((one) => oracle.valuesOf(one, definition)));
    const { code } = definition;
    const make = (kind: string, value: string, modifier = ''): Derived => ({
      type,
      parameters: [[modifier === '' ? code : `${code}:${modifier}`, value]],
      kind: `${definition.type} ${kind}`,
    });
    // The record sets this one itself; the examples' own is gone.
    if (code === '_lastUpdated') return [];
    const missing = ['true', 'false'].map((value) => make(':missing', value, 'missing'));
    // `:missing` is for all parameters except combinations (R4 §3.1.1.4.4).
    const isPlain = definition.type !== 'special' && definition.type !== 'composite';
    if (values.length === 0) return isPlain ? missing : [];
    return [...(isPlain ? missing : []), ...valueQueries(oracle, type, definition, holders, values, make)];
  });
}

type Make = (kind: string, value: string, modifier?: string) => Derived;

function valueQueries(
  oracle: Oracle,
  type: string,
  definition: Definition,
  holders: readonly Held[],
  values: readonly unknown[],
  make: Make,
): readonly Derived[] {
  switch (definition.type) {
    case 'string':
      return stringQueries(sample(distinct(values.flatMap(textsOf)), 4), make);
    case 'token':
      return tokenQueries(values, make);
    case 'date':
      return dateQueries(sample(distinct(values.flatMap(timesOf)), 4), make);
    case 'number':
      return numberQueries(
        sample(values, 3).flatMap((one) => (typeof one === 'number' ? [one] : [])),
        '',
        make,
      );
    case 'quantity':
      return sample(values, 4).flatMap((one) => quantityQueries(one, make));
    case 'uri':
      return sample(
        values.filter((one) => typeof one === 'string'),
        3,
      ).flatMap((one) => uriQueries(one, make));
    case 'reference':
      return [...referenceQueries(sample(values, 4), make), ...chainQueries(oracle, type, definition, holders)];
    case 'composite':
      return compositeQueries(oracle, definition, sample(holders, 3), make);
    default:
      return [];
  }
}

function stringQueries(texts: readonly string[], make: Make): readonly Derived[] {
  return texts
    .filter((text) => text.trim() !== '' && text.length < 200)
    .flatMap((text) => [
      make('whole', escaped(text)),
      make('begin', escaped(text.slice(0, 3).toUpperCase())),
      make(':exact', escaped(text), 'exact'),
      make(':exact in capitals', escaped(text.toUpperCase()), 'exact'),
      ...(text.length < 2 ? [] : [make(':contains', escaped(text.slice(1, 6)), 'contains')]),
      make('or', `${escaped(text)},nobody-has-this`),
    ]);
}

function tokenQueries(values: readonly unknown[], make: Make): readonly Derived[] {
  const tokens = sample(distinct(values.flatMap(tokensOf)), 3);
  const plain = tokens.flatMap(({ system, code, hasSystem }) => {
    const queries = code === '' ? [] : [make('code', escaped(code)), make(':not', escaped(code), 'not')];
    if (!hasSystem || system === undefined) return queries;
    if (code !== '')
      queries.push(make('system|code', `${escaped(system)}|${escaped(code)}`), make('|code', `|${escaped(code)}`));
    if (system !== '') queries.push(make('system|', `${escaped(system)}|`));
    return queries;
  });
  const codes = tokens.map(({ code }) => escaped(code)).filter((code) => code !== '');
  const texts = sample(
    distinct(values.flatMap(tokenTexts)).filter((text) => text.trim() !== '' && text.length < 200),
    2,
  );
  const typed = sample(
    values.filter((one) => typeof one === 'object' && one !== null && 'type' in one && 'value' in one),
    2,
  );
  return [
    ...plain,
    ...(codes.length > 1 ? [make('or', codes.join(','))] : []),
    ...texts.map((text) => make(':text', escaped(text), 'text')),
    ...typed.flatMap((one) => {
      const { type, value } = one as {
        type?: { coding?: readonly { system?: string; code?: string }[] };
        value: string;
      };
      return (type?.coding ?? [])
        .slice(0, 1)
        .map(({ system = '', code = '' }) =>
          make(':of-type', `${escaped(system)}|${escaped(code)}|${escaped(value)}`, 'of-type'),
        );
    }),
  ];
}

function timesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\d{4}/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const { start, end, event, repeat } = value as {
    start?: string;
    end?: string;
    event?: string[];
    repeat?: { boundsPeriod?: unknown };
  };
  return [start, end, ...(event ?? []), ...timesOf(repeat?.boundsPeriod)].filter((one) => one !== undefined);
}

function dateQueries(times: readonly string[], make: Make): readonly Derived[] {
  const all = distinct(times.flatMap((time) => [time, time.slice(0, 4), time.slice(0, 7), time.slice(0, 10)]));
  return all.flatMap((time) => [make('plain', time), ...prefixes.map((prefix) => make(prefix, prefix + time))]);
}

function numberQueries(numbers: readonly number[], unit: string, make: Make): readonly Derived[] {
  return numbers.flatMap((number) => [
    make(`plain${unit === '' ? '' : ' with unit'}`, `${number}${unit}`),
    ...prefixes.map((prefix) => make(`${prefix}${unit === '' ? '' : ' with unit'}`, `${prefix}${number}${unit}`)),
  ]);
}

function quantityQueries(value: unknown, make: Make): readonly Derived[] {
  if (typeof value !== 'object' || value === null) return [];
  const {
    value: number,
    system = '',
    code,
    unit,
    currency,
  } = value as { value?: number; system?: string; code?: string; unit?: string; currency?: string };
  if (number === undefined) return [];
  const named = code ?? currency;
  return [
    ...numberQueries([number], '', make),
    ...(named === undefined ? [] : numberQueries([number], `|${escaped(system)}|${escaped(named)}`, make)),
    ...(named === undefined ? [] : [make('with code alone', `${number}||${escaped(named)}`)]),
    ...(unit === undefined ? [] : [make('with unit in words', `${number}||${escaped(unit)}`)]),
  ];
}

function uriQueries(uri: string, make: Make): readonly Derived[] {
  const parent = uri.replace(/\/[^/]*$/, '');
  return [
    make('plain', escaped(uri)),
    ...(parent.includes('//') && !parent.endsWith('/') ? [make(':below', escaped(parent), 'below')] : []),
    ...(uri.startsWith('http') ? [make(':above', `${escaped(uri)}/deeper`, 'above')] : []),
  ];
}

function referenceQueries(values: readonly unknown[], make: Make): readonly Derived[] {
  return values.flatMap((value) => {
    // What is no absolute URL names nothing that could be asked for by the forms of a reference search.
    if (typeof value === 'string' && !value.includes(':')) return [];
    if (typeof value === 'string')
      return [make('canonical', escaped(value)), make('canonical without version', escaped(value.split('|')[0] ?? ''))];
    if (typeof value !== 'object' || value === null) return [];
    const { reference, identifier } = value as { reference?: string; identifier?: { system?: string; value?: string } };
    const [, type, id] = /^([A-Z]\w+)\/([A-Za-z0-9.-]+)$/.exec(reference ?? '') ?? [];
    return [
      ...(type === undefined || id === undefined
        ? []
        : [make('Type/id', `${type}/${id}`), make('id', id), make(':Type', id, type)]),
      ...(reference?.startsWith('http') === true ? [make('absolute', escaped(reference))] : []),
      ...(identifier?.value === undefined
        ? []
        : [make(':identifier', `${escaped(identifier.system ?? '')}|${escaped(identifier.value)}`, 'identifier')]),
    ];
  });
}

/** One hop along a reference, and the same hop from the other end. */
function chainQueries(
  oracle: Oracle,
  type: string,
  definition: Definition,
  holders: readonly Held[],
): readonly Derived[] {
  const pairs = holders.flatMap((one) =>
    oracle.valuesOf(one, definition).flatMap((value) => {
      const target = oracle.resolve(value);
      return target === undefined ? [] : [{ source: one, target }];
    }),
  );
  const { code } = definition;
  return sample(pairs, 3).flatMap(({ source, target }) => {
    const forward = plainQuery(oracle, target);
    const backward = plainQuery(oracle, source);
    return [
      ...forward.flatMap(([name, value]): Derived[] => [
        { type, parameters: [[`${code}:${target.type}.${name}`, value]], kind: 'chain :Type' },
        { type, parameters: [[`${code}.${name}`, value]], kind: 'chain' },
      ]),
      ...backward.map(
        ([name, value]): Derived => ({
          type: target.type,
          parameters: [[`_has:${type}:${code}:${name}`, value]],
          kind: '_has',
        }),
      ),
    ];
  });
}

/** A simple search that finds a resource: by a string or a token of its own. */
function plainQuery(oracle: Oracle, one: Held): readonly (readonly [string, string])[] {
  for (const definition of oracle.parametersOf(one.type).values()) {
    if (definition.code.startsWith('_')) continue;
    const [value] = oracle.valuesOf(one, definition);
    if (value === undefined) continue;
    const [text] =
      definition.type === 'string'
        ? textsOf(value)
        : definition.type === 'token'
          ? tokensOf(value).map(({ code }) => code)
          : [];
    if (text !== undefined && text !== '' && text.length < 100) return [[definition.code, escaped(text)]];
  }
  return [];
}

function compositeQueries(
  oracle: Oracle,
  definition: Definition,
  holders: readonly Held[],
  make: Make,
): readonly Derived[] {
  return holders.flatMap((one) =>
    oracle
      .valuesOf(one, definition)
      .slice(0, 2)
      .flatMap((element) => {
        const parts = definition.component.map(({ expression }) => {
          const [value] = selectFrom(one, element, expression);
          return value === undefined ? undefined : plainText(value);
        });
        return parts.includes(undefined) ? [] : [make('plain', parts.join('$'))];
      }),
  );
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  const number = typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined;
  if (typeof number === 'number') return String(number);
  const [time] = timesOf(value);
  if (time !== undefined) return `ge${time.slice(0, 10)}`;
  const [token] = tokensOf(value);
  return token === undefined || token.code === '' ? undefined : escaped(token.code);
}
