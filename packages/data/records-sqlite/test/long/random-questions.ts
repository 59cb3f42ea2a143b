import type { AccessRules, Include, Predicate, Query, SortKey } from '@baseplate-epr/contracts';
import type { Random } from './random.ts';
import { codes, patients, systems, types, words } from './random-versions.ts';

const all: Predicate = { kind: 'all' };

/** A question as screens ask it of a chart, or nearly: most are about one compartment. */
export function randomQuestion(random: Random): Query {
  const where = [...(random.chance(0.95) ? [about(random)] : []), ...(random.chance(0.6) ? [narrowing(random)] : [])];
  const [only = all] = where;
  const access = accessRules(random);
  return {
    types: random.chance(0.35) ? [] : random.chance(0.2) ? ['Observation', 'Document'] : [random.among(types)],
    where: where.length > 1 ? { kind: 'and', predicates: where } : only,
    count: random.among([1, 2, 5, 20, 50]),
    sort: sortKeys(random),
    includes: includes(random),
    ...(random.chance(0.2) ? { total: true } : {}),
    ...(access === undefined ? {} : { access }),
  };
}

function about(random: Random): Predicate {
  const id = random.among(patients);
  switch (random.below(6)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'compartment', type: 'Patient', ids: [id] };
    case 3:
      return { kind: 'reference', parameter: 'patient', type: 'Patient', id };
    case 4:
      return { kind: 'reference', parameter: 'patient', id };
    default:
      return { kind: 'reference', parameter: 'focus', type: 'Patient', id };
  }
}

function own(random: Random): Predicate {
  switch (random.below(9)) {
    case 0:
    case 1:
      return { kind: 'token', parameter: 'code', code: random.among(codes) };
    case 2:
      return {
        kind: 'token',
        parameter: 'code',
        system: random.chance(0.5) ? `http://late${random.below(20)}.example` : random.among(systems),
        code: random.among(codes),
      };
    case 3:
      return {
        kind: 'range',
        entry: 'date',
        parameter: 'date',
        bounds: [
          { end: random.among(['low', 'high']), operator: random.among(['<', '>=']), value: 1000 * random.below(30) },
        ],
      };
    case 4:
      return { kind: 'token', parameter: `late${random.below(20)}`, code: random.among(codes) };
    case 5:
      return {
        kind: 'missing',
        parameter: random.among(['performer', 'context', 'focus']),
        entry: 'reference',
        missing: random.chance(0.5),
      };
    case 6:
      return { kind: 'string', parameter: 'note', match: 'starts', value: random.among(words) };
    case 7:
      return { kind: 'text', parameter: 'words', words: [random.among(words)] };
    default:
      return { kind: 'reference', parameter: 'performer', type: 'Practitioner', id: `practitioner${random.below(5)}` };
  }
}

function narrowing(random: Random): Predicate {
  switch (random.below(8)) {
    case 0:
      return { kind: 'or', predicates: [own(random), own(random)] };
    case 1:
      return { kind: 'not', predicate: own(random) };
    case 2:
      return { kind: 'chained', parameter: 'performer', types: ['Practitioner'], where: own(random) };
    case 3:
      return { kind: 'reverseChained', type: 'List', parameter: 'item', where: own(random) };
    case 4:
      return { kind: 'compartment', type: 'Patient', ids: [random.among(patients), random.among(patients)] };
    default:
      return own(random);
  }
}

function accessRules(random: Random): AccessRules | undefined {
  const byContext: Predicate = {
    kind: 'chained',
    parameter: 'context',
    types: ['Letter'],
    where: { kind: 'token', parameter: 'code', code: 'open' },
  };
  const inChart: Predicate = { kind: 'compartment', type: 'Patient', ids: [random.among(patients)] };
  switch (random.below(8)) {
    case 0:
    case 1:
      return { byType: { Document: byContext }, otherwise: all };
    case 2:
      return { byType: { Document: { kind: 'not', predicate: byContext }, Practitioner: own(random) }, otherwise: all };
    case 3:
      return {
        byType: {
          Document: {
            kind: 'or',
            predicates: [
              { kind: 'missing', parameter: 'context', entry: 'reference', missing: true },
              { ...byContext, where: inChart } as Predicate,
            ],
          },
        },
        otherwise: inChart,
      };
    case 4:
      return {
        byType: { Observation: { kind: 'not', predicate: { kind: 'token', parameter: 'code', code: 'closed' } } },
        otherwise: all,
      };
    default:
      return undefined;
  }
}

function sortKeys(random: Random): readonly SortKey[] {
  const keys: readonly SortKey[] = (['ascending', 'descending'] as const).flatMap((direction) => [
    { parameter: 'date', entry: 'date', direction },
    { parameter: 'code', entry: 'token', direction },
    { parameter: 'note', entry: 'string', direction },
    { parameter: 'performer', entry: 'reference', direction },
    { parameter: '_lastUpdated', entry: 'date', direction },
  ]);
  if (random.chance(0.5)) return [];
  return random.chance(0.7) ? [random.among(keys)] : [random.among(keys), random.among(keys)];
}

const possibleIncludes: readonly Include[] = [
  { direction: 'forward', source: 'Observation', parameter: 'performer' },
  { direction: 'forward', source: 'Observation', parameter: '*' },
  { direction: 'forward', source: 'Document', parameter: 'context', target: 'Letter' },
  { direction: 'forward', source: 'Document', parameter: '*' },
  { direction: 'forward', source: 'Letter', parameter: '*', iterate: true },
  { direction: 'reverse', source: 'List', parameter: 'item' },
];

function includes(random: Random): readonly Include[] {
  return random.chance(0.4) ? possibleIncludes.filter(() => random.chance(0.4)) : [];
}
