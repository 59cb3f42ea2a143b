import type { Predicate, Query } from '@baseplate-epr/contracts';
import { accessPredicate, conjuncts } from './access.ts';
import { type Arm, armsOf } from './arms.ts';
import type { Compiler } from './compiler.ts';
import { condition } from './condition.ts';
import { always, every, joined, oneOf, raw, type Sql, sql } from './sql.ts';

/** What a query matches. */
export interface Matching {
  readonly compiler: Compiler;
  readonly types: readonly string[];
  readonly arms: readonly Arm[];
  /** Nothing narrows it but the types. */
  readonly unconditional: boolean;
  /** The condition that the row `r` of `resource` matches and belongs to this arm. */
  holds(arm: Arm): Sql;
}

/** Splits a query into what must all hold, and finds the ways to it. */
export function createMatching(compiler: Compiler, { types: given, where }: Pick<Query, 'types' | 'where'>): Matching {
  const types = [...new Set(given)].sort();
  const rules = conjuncts(accessPredicate(compiler.access, types));
  const wanted = conjuncts(where ?? { kind: 'all' });
  const withoutAccess = { ...compiler, access: undefined };
  return {
    compiler,
    types,
    arms: armsOf(compiler, types, [...wanted, ...rules]),
    unconditional: rules.length + wanted.length === 0,
    holds({ home = raw('r.home'), only = always, settles }) {
      const scope = { resource: raw('r'), home, types, pinned: home.text !== 'r.home' };
      const holding = (within: Compiler) => (part: Predicate) => condition(within, scope, part);
      return every([
        raw('r.live'),
        types.length === 0 ? always : oneOf(raw('r.type'), types),
        home.text === 'r.home' ? always : sql`r.home = ${home}`,
        only,
        // Access rules are judged against the whole record: none apply inside them.
        ...rules.filter((part) => part !== settles).map(holding(withoutAccess)),
        ...wanted.filter((part) => part !== settles).map(holding(compiler)),
      ]);
    },
  };
}

/** Where the row `r` of an arm's matches comes from. */
export function rowsOf({ home, lead }: Arm): Sql {
  if (home === undefined) return raw('resource r');
  // With an offset, PostgreSQL does not look at all resources of the type as well, to compare.
  if (lead === undefined) return sql`(SELECT * FROM resource h WHERE h.home = ${home} OFFSET 0) r`;
  return sql`(${lead}) l JOIN resource r ON r.home = ${home} AND r.key = l.key`;
}

/** The same selection for every arm, one after the other. */
export function fromEveryArm({ arms }: Matching, select: (arm: Arm) => Sql): Sql {
  const selections = arms.map(select);
  const [first] = selections;
  if (first !== undefined && selections.length === 1) return first;
  return joined(
    selections.map((selection) => sql`(${selection})`),
    ' UNION ALL ',
  );
}
