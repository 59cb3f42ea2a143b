import type { Predicate } from '@baseplate-epr/contracts';
import type { ChosenCandidates } from './choose-candidates.ts';
import type { Compiler } from './compiler.ts';
import { entryCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { amongThem, type Matching } from './matching.ts';
import { raw, type Sql, some, sql } from './sql.ts';

/** Which resources a walk need not look at: told by their keys alone, which an index that is walked has beside its own columns. */
export interface Members {
  /** That the resource with this key may match. */
  among(key: Sql): readonly Sql[];
  /** Predicates that hold for all of them and so need not be looked at again. */
  readonly settles: readonly Predicate[];
}

/** Those among candidates that are gathered first. */
export function gatheredMembers({ candidates, narrowing }: ChosenCandidates): Members {
  const gathered = [candidates, ...narrowing];
  return {
    among: (key) => gathered.map(amongThem(key)),
    settles: gathered.flatMap(({ settles }) => settles),
  };
}

/** Those with the values that are asked for, each told by one seek in the index of the value; undefined where a seek tells of no part. */
export function soughtMembers({ compiler, types, parts, accessParts }: Matching): Members | undefined {
  const settles = parts.filter((part) => !accessParts.has(part) && isSought(compiler, types, part));
  if (settles.length === 0) return undefined;
  return { among: (key) => settles.map((part) => isMember(compiler, types, part, key)), settles };
}

/** Alternatives that are sought for each resource at most. */
const mostAlternatives = 8;

function isSought(compiler: Compiler, types: readonly string[], part: Predicate): boolean {
  const arms = part.kind === 'or' ? part.predicates : [part];
  return arms.length <= mostAlternatives && arms.every((arm) => indexOf(compiler, types, arm) !== undefined);
}

function isMember(compiler: Compiler, types: readonly string[], part: Predicate, key: Sql): Sql {
  if (part.kind === 'or') return some(part.predicates.map((arm) => isMember(compiler, types, arm, key)));
  const found = indexOf(compiler, types, part);
  if (found === undefined) throw new TypeError('Members are sought by a value that no single seek leads to.');
  const { name, predicate } = found;
  const alias = compiler.alias('entry');
  const table = raw(entryTables[entryKindOf(predicate)].table);
  const holds = entryCondition(compiler, { alias, approach: 'value' }, types, predicate);
  // The plus keeps SQLite from making a join of it, which it would take up after the resource itself.
  return sql`+EXISTS (SELECT 1 FROM ${table} ${alias} INDEXED BY ${raw(name)} WHERE ${alias}.resource = ${key} AND ${holds})`;
}

/** The index in which an entry like this and its resource's key are one seek. */
function indexOf({ connection }: Compiler, types: readonly string[], predicate: Predicate) {
  if (!('parameter' in predicate) || connection.names.parameters(types, predicate.parameter).length !== 1)
    return undefined;
  switch (predicate.kind) {
    case 'token': {
      const { code, codes, system, text } = predicate;
      const one = code !== undefined && system !== undefined && codes === undefined && text === undefined;
      return one && connection.names.system(system) !== undefined ? { name: 'token_value', predicate } : undefined;
    }
    case 'string':
      return predicate.match === 'exact' ? { name: 'string_exact', predicate } : undefined;
    case 'uri':
      return predicate.match === 'exact' ? { name: 'uri_value', predicate } : undefined;
    case 'reference': {
      const { type, id, url } = predicate;
      return type !== undefined && id !== undefined && url === undefined
        ? { name: 'reference_target', predicate }
        : undefined;
    }
    default:
      return undefined;
  }
}
