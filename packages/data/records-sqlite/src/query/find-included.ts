import { BaseplateError, type Include, type Query } from '@baseplate-epr/contracts';
import { accessPredicate } from './access.ts';
import type { Compiler } from './compiler.ts';
import { condition } from './condition.ts';
import { oneOf, raw, type Sql, sql } from './sql.ts';

/** A resource that includes are followed from or lead to. */
export interface IncludedResource {
  readonly key: number;
  readonly type: string;
  readonly id: string;
  /** Sequence of its current version. */
  readonly current: number;
}

/** What the includes of a query add to the matches of a page, each once, in no order. */
export function findIncluded(
  compiler: Compiler,
  matched: readonly IncludedResource[],
  { includes = [], includeLimit = 10_000 }: Pick<Query, 'includes' | 'includeLimit'>,
): readonly IncludedResource[] {
  const seen = new Set(matched.map(({ key }) => key));
  const included: IncludedResource[] = [];
  let round = matched;
  let applicable = includes;
  while (round.length > 0 && applicable.length > 0) {
    const found: IncludedResource[] = [];
    for (const include of applicable) {
      for (const from of round) {
        for (const resource of follow(compiler, include, from, includeLimit + seen.size + 1)) {
          if (seen.has(resource.key)) continue;
          seen.add(resource.key);
          found.push(resource);
          if (included.length + found.length > includeLimit) throw tooManyIncluded(includeLimit);
        }
      }
    }
    included.push(...found);
    round = found;
    applicable = includes.filter(({ iterate }) => iterate === true);
  }
  return included;
}

function follow(
  compiler: Compiler,
  include: Include,
  from: IncludedResource,
  limit: number,
): readonly IncludedResource[] {
  const statement =
    include.direction === 'forward' ? forward(compiler, include, from) : reverse(compiler, include, from);
  if (statement === undefined) return [];
  const { text, values } = sql`${statement} LIMIT ${limit}`;
  const rows = compiler.connection
    .statement(text)
    .raw(true)
    .all(...values) as [number, string, string, number][];
  return rows.map(([key, type, id, current]) => ({ key, type, id, current }));
}

function forward(compiler: Compiler, { source, parameter, target }: Include, from: IncludedResource): Sql | undefined {
  if (from.type !== source) return undefined;
  const types = target === undefined ? [] : [target];
  const ofType = target === undefined ? raw('1') : sql`r.type = ${target}`;
  return sql`SELECT DISTINCT r.key, r.type, r.id, r.current FROM reference_entry f CROSS JOIN resource r ON r.key = f.target WHERE f.resource = ${from.key} AND ${parameterIs(compiler, source, parameter)} AND ${ofType} AND r.live = 1 AND ${allowed(compiler, types)}`;
}

function reverse(compiler: Compiler, { source, parameter, target }: Include, from: IncludedResource): Sql | undefined {
  if (target !== undefined && from.type !== target) return undefined;
  return sql`SELECT DISTINCT r.key, r.type, r.id, r.current FROM reference_entry f INDEXED BY reference_target CROSS JOIN resource r ON r.key = f.resource WHERE f.target = ${from.key} AND ${parameterIs(compiler, source, parameter)} AND r.type = ${source} AND r.live = 1 AND ${allowed(compiler, [source])}`;
}

function parameterIs({ connection }: Compiler, source: string, parameter: string): Sql {
  return parameter === '*' ? raw('1') : oneOf(raw('f.parameter'), connection.names.parameters([source], parameter));
}

function allowed(compiler: Compiler, types: readonly string[]): Sql {
  const scope = { resource: raw('r'), types };
  return condition({ ...compiler, access: undefined }, scope, accessPredicate(compiler.access, types));
}

function tooManyIncluded(includeLimit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The answer would include more than ${includeLimit} resources, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { includeLimit },
  });
}
