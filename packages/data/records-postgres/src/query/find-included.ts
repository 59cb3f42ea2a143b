import { BaseplateError, type Query } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { accessPredicate } from './access.ts';
import { type Compiler, scopeOf } from './compiler.ts';
import { condition } from './condition.ts';
import { groupIncludes, type IncludeGroup } from './include-groups.ts';
import { matchColumns } from './page.ts';
import { parameterIs } from './parameter-is.ts';
import { always, every, oneOf, raw, type Sql, sql } from './sql.ts';

/** A resource that includes are followed from or lead to. */
export interface FoundResource {
  readonly home: string;
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

/** What the includes of a query add to the matches of a page, each once, in no order. */
export async function findIncluded(
  ask: Ask,
  compiler: Compiler,
  matched: readonly FoundResource[],
  { includes = [], includeLimit = 10_000 }: Pick<Query, 'includes' | 'includeLimit'>,
): Promise<readonly FoundResource[]> {
  const iterated = groupIncludes(includes.filter(({ iterate }) => iterate === true));
  const seen = new Set(matched.map(({ key }) => key));
  const included: FoundResource[] = [];
  let round = matched;
  let groups = groupIncludes(includes);
  while (round.length > 0 && groups.length > 0) {
    const from = round;
    const limit = includeLimit + seen.size + 1;
    const found: FoundResource[] = [];
    for (const resources of await Promise.all(groups.map((group) => follow(ask, compiler, group, from, limit)))) {
      for (const resource of resources) {
        if (seen.has(resource.key)) continue;
        seen.add(resource.key);
        found.push(resource);
      }
    }
    included.push(...found);
    if (included.length > includeLimit) throw tooManyIncluded(includeLimit);
    round = found;
    groups = iterated;
  }
  return included;
}

async function follow(
  ask: Ask,
  compiler: Compiler,
  group: IncludeGroup,
  round: readonly FoundResource[],
  limit: number,
): Promise<readonly FoundResource[]> {
  const held = group.direction === 'forward' ? group.sources : group.targets;
  const from = held === undefined ? round : round.filter(({ type }) => held.includes(type));
  if (from.length === 0) return [];
  const followed = group.direction === 'forward' ? forward(compiler, group, from) : reverse(compiler, group, from);
  return (await ask(sql`${followed} LIMIT ${limit}`)).map(foundIn);
}

/** The resource in a row of {@link matchColumns}. */
export function foundIn([home, key, type, id, version]: readonly unknown[]): FoundResource {
  return { home: String(home), key: String(key), type: String(type), id: String(id), version: Number(version) };
}

function forward(compiler: Compiler, group: IncludeGroup, from: readonly FoundResource[]): Sql {
  const { sources, parameter, targets } = group;
  return sql`SELECT DISTINCT ${matchColumns} FROM unnest(${from.map(({ home }) => home)}::uuid[], ${from.map(({ key }) => key)}::uuid[]) m(home, key) JOIN reference_entry f ON f.home = m.home AND f.resource = m.key JOIN resource r ON r.type = f.target_type AND r.id = f.target_id WHERE ${every(
    [
      parameter === '*' ? always : parameterIs(raw('f.parameter'), sources, parameter),
      targets === undefined ? always : oneOf(raw('r.type'), targets),
      allowed(compiler, targets ?? []),
    ],
  )}`;
}

function reverse(compiler: Compiler, group: IncludeGroup, from: readonly FoundResource[]): Sql {
  const { sources, parameter } = group;
  return sql`SELECT DISTINCT ${matchColumns} FROM unnest(${from.map(({ type }) => type)}::text[], ${from.map(({ id }) => id)}::text[]) m(type, id) JOIN reference_entry f ON f.target_id = m.id AND f.at_home = ANY('{t,f}'::boolean[]) AND f.target_type = m.type JOIN resource r ON r.home = f.home AND r.key = f.resource WHERE ${every(
    [
      parameter === '*' ? always : parameterIs(raw('f.parameter'), sources, parameter),
      oneOf(raw('r.type'), sources),
      allowed(compiler, sources),
    ],
  )}`;
}

function allowed(compiler: Compiler, types: readonly string[]): Sql {
  const withoutAccess = { ...compiler, access: undefined };
  const rules = condition(withoutAccess, scopeOf(raw('r'), types), accessPredicate(compiler.access, types));
  return every([raw('r.live'), rules]);
}

function tooManyIncluded(includeLimit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The answer would include more than ${includeLimit} resources, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { includeLimit },
  });
}
