import type { Predicate, Query } from '@baseplate-epr/contracts';
import { partsWithAccess } from './access.ts';
import type { Candidates } from './candidates.ts';
import { type ChosenCandidates, chooseCandidates, promisingCandidates } from './choose-candidates.ts';
import type { Compiler } from './compiler.ts';
import { condition } from './condition.ts';
import { conditionsIn } from './conditions-in.ts';
import { ruleCondition } from './rule-condition.ts';
import { every, oneOf, raw, type Sql, sql } from './sql.ts';
import { withReferenceTypes } from './typed-references.ts';

/** What a query matches, split into the parts that must all hold. */
export interface Matching {
  readonly compiler: Compiler;
  readonly types: readonly string[];
  readonly parts: readonly Predicate[];
  /** What promises to lead to few matches, not counted yet. */
  readonly promising: Candidates | undefined;
  /** What leads to the fewest candidates; counted when first asked for, as far as is said. */
  chosen(most?: number): ChosenCandidates | undefined;
  /** Parts that are about access; chains inside them are not subject to access again. */
  readonly accessParts: ReadonlySet<Predicate>;
}

/** Splits a query and chooses what to begin with. */
export function createMatching(compiler: Compiler, { types: given, where }: Pick<Query, 'types' | 'where'>): Matching {
  if (where !== undefined) compiler.connection.budget.weigh(conditionsIn(where));
  const types = [...new Set(given)].sort();
  const condition = withReferenceTypes(compiler.connection, where ?? { kind: 'all' });
  const { parts, accessParts } = partsWithAccess(compiler.access, types, condition);
  let chosen: { readonly candidates: ChosenCandidates | undefined; readonly most: number | undefined } | undefined;
  return {
    compiler,
    types,
    parts,
    accessParts,
    promising: promisingCandidates(compiler, types, parts, accessParts),
    chosen(most) {
      const known = chosen !== undefined && (chosen.most === most || chosen.candidates?.estimate !== Infinity);
      if (!known) chosen = { candidates: chooseCandidates(compiler, types, parts, accessParts, most), most };
      return chosen?.candidates;
    },
  };
}

/** The condition that the row `r` of `resource` matches, apart from what is settled already. */
export function matchCondition(matching: Matching, settled: readonly Predicate[]): Sql {
  const { compiler, types, parts, accessParts } = matching;
  const scope = { resource: raw('r'), types };
  return every([
    raw('r.live = 1'),
    ...(types.length === 0 ? [] : [oneOf(raw('r.type'), types)]),
    ...parts
      .filter((part) => !settled.includes(part))
      .map((part) =>
        accessParts.has(part) ? ruleCondition(compiler.connection, types, part) : condition(compiler, scope, part),
      ),
  ]);
}

/** `FROM … WHERE …` over all matches, as row `r` of `resource`. */
export function fromMatches(matching: Matching, chosen: ChosenCandidates | undefined): Sql {
  if (chosen === undefined) return sql`FROM resource r WHERE candidate(r.key) AND ${matchCondition(matching, [])}`;
  const { candidates, narrowing } = chosen;
  const settled = [candidates, ...narrowing].flatMap(({ settles }) => settles);
  return sql`FROM (SELECT DISTINCT resource FROM (${candidates.select}) WHERE ${every(narrowing.map(amongThem(raw('resource'))))}) c CROSS JOIN resource r ON r.key = c.resource WHERE ${matchCondition(matching, settled)}`;
}

/** That a key is among candidates, which SQLite gathers once for a statement. */
export function amongThem(key: Sql): (candidates: Candidates) => Sql {
  return ({ select, seek = select }) => sql`${key} IN (SELECT resource FROM (${seek}))`;
}

/**
 * The same for candidates that are few, where a resource may come more than once: SQLite keeps what it has seen in a table of its
 * own, and to make one costs as much as to find a resource by an identifier.
 */
export function fromFew(matching: Matching, { select, settles }: Candidates): Sql {
  return sql`FROM (${select}) c CROSS JOIN resource r ON r.key = c.resource WHERE ${matchCondition(matching, settles)}`;
}
