import { type Comparison, differenceOf } from './comparison.ts';
import type { Definition } from './definitions.ts';
import { followPages } from './follow-pages.ts';
import type { Held, Oracle } from './oracle.ts';

const nameOf = ({ type, id }: Held) => `${type}/${id}`;

/** `_include` and `_revinclude` along every reference parameter of a type, of some resources that it leads somewhere from. */
export function compareIncludes(oracle: Oracle, type: string): readonly Comparison[] {
  return [...oracle.parametersOf(type).values()].flatMap((definition) => {
    if (definition.type !== 'reference') return [];
    const sources = oracle.ofType(type).filter((one) => targetsOf(oracle, one, definition).length > 0);
    if (sources.length === 0) return [];
    const some = sources.slice(0, 20);
    const targets = distinct(some.flatMap((one) => targetsOf(oracle, one, definition)));
    const path = `${type}:${definition.code}`;
    const forward = (include: string, kind: string, more: readonly Held[]) =>
      comparison(some, include, kind, [...targets, ...more]);
    return [
      forward(`_include=${path}`, '_include', []),
      ...[...new Set(targets.map((one) => one.type))].map((target) =>
        comparison(
          some,
          `_include=${path}:${target}`,
          '_include :Target',
          targets.filter((one) => one.type === target),
        ),
      ),
      forward(`_include:iterate=${path}`, '_include:iterate', iterated(oracle, targets, type, definition)),
      ...[...Map.groupBy(targets, (one) => one.type).values()].map((group) => {
        const held = group.slice(0, 20);
        const referring = oracle
          .ofType(type)
          .filter((one) => targetsOf(oracle, one, definition).some((target) => held.includes(target)));
        return comparison(held, `_revinclude=${path}`, '_revinclude', referring);
      }),
    ];
  });
}

/** All that a parameter leads to, step by step. */
function iterated(oracle: Oracle, from: readonly Held[], type: string, definition: Definition): readonly Held[] {
  const reached = new Set(from);
  for (const one of reached) {
    if (one.type !== type) continue;
    for (const target of targetsOf(oracle, one, definition)) reached.add(target);
  }
  return [...reached];
}

function targetsOf(oracle: Oracle, one: Held, definition: Definition): readonly Held[] {
  return oracle.valuesOf(one, definition).flatMap((value) => oracle.resolve(value) ?? []);
}

function distinct(all: readonly Held[]): readonly Held[] {
  return [...new Set(all)];
}

/** What is a match is not included as well. */
function comparison(matches: readonly Held[], include: string, kind: string, included: readonly Held[]): Comparison {
  const type = matches[0]?.type ?? '';
  const search = `${type}?_id=${matches.map(({ id }) => id).join(',')}&${include}`;
  const expected = new Set([
    ...matches.map((one) => `match ${nameOf(one)}`),
    ...included.filter((one) => !matches.includes(one)).map((one) => `include ${nameOf(one)}`),
  ]);
  return {
    kind,
    async run(record) {
      const found = await followPages(record, `/${search}&_elements=id`);
      const names = typeof found === 'number' ? found : new Set(found.map(({ name, mode }) => `${mode} ${name}`));
      return differenceOf(search, kind, expected, names);
    },
  };
}
