import type { ParameterClaim, TypeClaims } from './statement.ts';
import { succeeded, type Trial } from './trial.ts';

const strict = {
  'content-type': 'application/x-www-form-urlencoded',
  prefer: 'handling=strict',
};

type Pair = readonly [name: string, value: string];

/** A value that every parameter of a kind understands. */
const values: Readonly<Record<string, string>> = {
  token: 'x',
  string: 'x',
  date: '2026-01-01',
  number: '1',
  quantity: '1',
  reference: 'Patient/x',
  uri: 'urn:x',
  special: '1|1|1|km',
};

/**
 * Tries every search parameter of a type that is claimed, one by one, and all includes; beside them parameters that other types have and
 * this one does not claim, and an include that nobody has. Searches are for an id that nobody has, so they find nothing.
 *
 * @param elsewhere - parameters of other types.
 */
export function searchTrials(
  { type, searchParam, searchInclude = [], searchRevInclude = [] }: TypeClaims,
  elsewhere: readonly ParameterClaim[],
  nobody: string,
): readonly Trial[] {
  const search = (subject: string, claimed: boolean, pairs: readonly Pair[]): Trial => ({
    subject,
    claimed,
    path: `/fhir/${type}/_search`,
    init: {
      method: 'POST',
      headers: strict,
      body: new URLSearchParams([
        ['_id', nobody],
        ...pairs.map(([name, value]): [string, string] => [name, value]),
      ]).toString(),
    },
    offered: succeeded,
  });
  const claimed = new Set(searchParam.map(({ name }) => name));
  const foreign = elsewhere.filter(({ name }) => !claimed.has(name));
  return [
    ...searchParam.map((one) => search(`search parameter ${type}.${one.name}`, true, [[one.name, valueFor(one)]])),
    ...foreign.map((one) => search(`search parameter ${type}.${one.name}`, false, [[one.name, valueFor(one)]])),
    search(`each include of ${type}`, true, [
      ...searchInclude.map((name): Pair => ['_include', name]),
      ...searchRevInclude.map((name): Pair => ['_revinclude', name]),
    ]),
    search(`_include=${type}:nothing`, false, [['_include', `${type}:nothing`]]),
  ];
}

/** A value for a parameter; of a composite, by what its name says its parts are. */
export function valueFor({ name, type }: ParameterClaim): string {
  if (type !== 'composite') return values[type] ?? 'x';
  if (name.includes('quantity')) return 'x$1';
  if (name.endsWith('coordinate')) return 'x$1$1';
  return name.includes('date') ? 'x$2026-01-01' : 'x$x';
}
