import { BaseplateError, type Query } from '@baseplate-epr/contracts';
import { type Findings, groupIncludes, type IncludeGroup } from '@baseplate-epr/record-query';
import { partsWithAccess } from './access.ts';
import type { Compiler } from './compiler.ts';
import { ruleCondition } from './rule-condition.ts';
import { every, oneOf, raw, type Sql, sql } from './sql.ts';

/** A resource that includes are followed from or lead to. */
export interface IncludedResource {
  readonly key: number;
  readonly type: string;
  readonly id: string;
  /** Sequence of its current version. */
  readonly current: number;
}

/** What includes are followed with. */
export interface IncludeParts {
  readonly compiler: Compiler;
  /** What is remembered of the page, which always is the same piece of the same rows; see `RememberedPage`. */
  readonly findings: Findings | undefined;
}

/** What the includes of a query add to the matches of a page, each once, in no order. */
export function findIncluded(
  { compiler, findings }: IncludeParts,
  matched: readonly IncludedResource[],
  { includes = [], includeLimit = 10_000 }: Pick<Query, 'includes' | 'includeLimit'>,
): readonly IncludedResource[] {
  const groups = groupIncludes(includes);
  const seen = new Set(matched.map(({ key }) => key));
  const included: IncludedResource[] = [];
  let round = matched;
  let applicable = groups.first;
  while (round.length > 0 && applicable.length > 0) {
    const found: IncludedResource[] = [];
    for (const group of applicable) {
      const parts = { compiler, findings: round === matched ? findings : undefined };
      for (const resource of follow(parts, group, round, includeLimit + seen.size + 1)) {
        if (seen.has(resource.key)) continue;
        seen.add(resource.key);
        found.push(resource);
        if (included.length + found.length > includeLimit) throw tooManyIncluded(includeLimit);
      }
    }
    included.push(...found);
    round = found;
    applicable = groups.iterated;
  }
  return included;
}

function follow(
  parts: IncludeParts,
  group: IncludeGroup,
  round: readonly IncludedResource[],
  limit: number,
): readonly IncludedResource[] {
  const { compiler } = parts;
  const keys = group.direction === 'forward' ? targetsOf(parts, group, round) : keysOf(round, group.targets);
  if (keys === noKeys) return [];
  const statement = group.direction === 'forward' ? forward(compiler, group, keys) : reverse(compiler, group, keys);
  const { text, values } = sql`${statement} LIMIT ${limit}`;
  const rows = compiler.connection
    .statement(text)
    .raw(true)
    .all(...values) as [number, string, string, number][];
  return rows.map(([key, type, id, current]) => ({ key, type, id, current }));
}

const columns = raw('r.key, r.type, r.id, r.current');

const listOf = (keys: readonly number[]) => JSON.stringify(keys);
const noKeys = listOf([]);

/** Of those that are of one of the types; without types, of all. */
function keysOf(round: readonly IncludedResource[], types: readonly string[] | undefined): string {
  const among = types === undefined ? undefined : new Set(types);
  return listOf(round.filter(({ type }) => among?.has(type) ?? true).map(({ key }) => key));
}

/**
 * Keys of all of the group's targets that those of its sources refer to, there or not: it follows from them alone, for a resource keeps its type. What a page
 * refers to is often one and the same: it is looked at once. Counted are the resources that refer, not each reference: there are no more of those than their texts hold, which a page
 * bounds, and to count them took a third of the time.
 */
function targetsOf(
  { compiler, findings }: IncludeParts,
  { sources, targets, parameter, name }: IncludeGroup,
  round: readonly IncludedResource[],
): string {
  const known = findings?.get(name);
  if (known !== undefined) return known;
  const keys = keysOf(round, sources);
  if (keys === noKeys) return noKeys;
  const referred = sql`SELECT DISTINCT f.target FROM json_each(${keys}) k CROSS JOIN reference_entry f ON f.resource = k.value WHERE step(k.value) AND f.target IS NOT NULL AND ${parameterIs(compiler, sources, parameter)}`;
  const { text, values } =
    targets === undefined
      ? referred
      : sql`SELECT d.target FROM (${referred}) d CROSS JOIN resource r ON r.key = d.target WHERE ${oneOf(raw('r.type'), targets)}`;
  const found = compiler.connection
    .statement(text)
    .pluck()
    .all(...values) as number[];
  const leadsTo = listOf(found);
  findings?.set(name, leadsTo);
  return leadsTo;
}

/** Which of the targets are there and may be seen is asked each time. */
function forward(compiler: Compiler, { targets }: IncludeGroup, keys: string): Sql {
  return sql`SELECT ${columns} FROM json_each(${keys}) t CROSS JOIN resource r ON r.key = t.value WHERE r.live = 1 AND ${allowed(compiler, targets ?? [])}`;
}

function reverse(compiler: Compiler, { sources, parameter }: IncludeGroup, keys: string): Sql {
  return sql`SELECT DISTINCT ${columns} FROM json_each(${keys}) k CROSS JOIN reference_entry f INDEXED BY reference_target ON f.target = k.value CROSS JOIN resource r ON r.key = f.resource WHERE step(f.n) AND ${parameterIs(compiler, sources, parameter)} AND ${oneOf(raw('r.type'), sources)} AND r.live = 1 AND ${allowed(compiler, sources)}`;
}

function parameterIs({ connection }: Compiler, sources: readonly string[], parameter: string): Sql {
  return parameter === '*' ? raw('1') : oneOf(raw('f.parameter'), connection.names.parameters(sources, parameter));
}

function allowed({ connection, access }: Compiler, types: readonly string[]): Sql {
  const { parts } = partsWithAccess(access, types, { kind: 'all' });
  return every(parts.map((rule) => ruleCondition(connection, types, rule)));
}

function tooManyIncluded(includeLimit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The answer would include more than ${includeLimit} resources, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { includeLimit },
  });
}
