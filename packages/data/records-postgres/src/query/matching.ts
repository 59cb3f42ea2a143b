import type { Predicate, Query } from '@baseplate-epr/contracts';
import { accessPredicate, conjuncts } from './access.ts';
import { type Arm, armsOf, isOfOnePatient } from './arms.ts';
import type { Compiler } from './compiler.ts';
import { condition } from './condition.ts';
import { always, every, joined, oneOf, raw, type Sql, sql } from './sql.ts';

/** What a query matches. */
export interface Matching {
  readonly compiler: Compiler;
  readonly types: readonly string[];
  /** What the query asks, all of which must hold. */
  readonly wanted: readonly Predicate[];
  /** What the access rules ask, all of which must hold. */
  readonly rules: readonly Predicate[];
  readonly arms: readonly Arm[];
  /** Nothing narrows it but the types. */
  readonly unconditional: boolean;
  /**
   * The condition that the row `r` of `resource` matches and belongs to this arm.
   *
   * @param all - of every row of the arm, so what is a patient's is gathered once, not looked up for each
   */
  holds(arm: Arm, all?: boolean): Sql;
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
    wanted,
    rules,
    arms: armsOf(compiler, types, [...wanted, ...rules]),
    unconditional: rules.length + wanted.length === 0,
    holds({ home = raw('r.home'), whose, settles, lead }, all = false) {
      const gathered = all ? whose : undefined;
      const settled = (part: Predicate) => part === settles || part === gathered?.part;
      const scope = { resource: raw('r'), home, types, pinned: home.text !== 'r.home' || lead !== undefined };
      const holding = (within: Compiler) => (part: Predicate) => condition(within, scope, part);
      return every([
        raw('r.live'),
        types.length === 0 ? always : oneOf(raw('r.type'), types),
        home.text === 'r.home' ? always : sql`r.home = ${home}`,
        // Not a join: PostgreSQL would make it from row to row.
        gathered === undefined ? always : sql`(r.key IN (${gathered.keys})) IS TRUE`,
        // Access rules are judged against the whole record: none apply inside them.
        ...rules.filter((part) => !settled(part)).map(holding(withoutAccess)),
        ...wanted.filter((part) => !settled(part)).map(holding(compiler)),
      ]);
    },
  };
}

/** Whether every match belongs to one patient, be it by what is asked or by what may be seen. */
export function asksForOnePatient(
  homeType: string,
  { types, where, access }: Pick<Query, 'types' | 'where' | 'access'>,
): boolean {
  if (where !== undefined && isOfOnePatient(homeType, conjuncts(where))) return true;
  return access !== undefined && isOfOnePatient(homeType, conjuncts(accessPredicate(access, types)));
}

/** Where the row `r` of an arm's matches comes from. */
export function rowsOf({ home, lead }: Arm): Sql {
  // With an offset, PostgreSQL does not look at all resources of the type as well, to compare.
  if (lead !== undefined)
    return sql`(SELECT h.* FROM (${lead} OFFSET 0) l JOIN resource h ON h.home = l.home AND h.key = l.key OFFSET 0) r`;
  if (home !== undefined) return sql`(SELECT * FROM resource h WHERE h.home = ${home} OFFSET 0) r`;
  return raw('resource r');
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
