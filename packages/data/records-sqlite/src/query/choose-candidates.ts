import type { Predicate } from '@baseplate-epr/contracts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { withinCompartments } from './compartment-candidates.ts';
import type { Compiler } from './compiler.ts';
import { sql } from './sql.ts';

/** The candidates to begin with, and how many there are: exact if small, infinite if not worth counting. */
export interface ChosenCandidates {
  readonly candidates: Candidates;
  readonly estimate: number;
  /** What else was counted on the way and is not many times as much: every match is among all of them. */
  readonly narrowing: readonly Candidates[];
  /** Rows that are visited to gather what narrows. */
  readonly narrowingRows: number;
  /** Whether there are only such as find little by reading much. */
  readonly sparse?: boolean;
}

/** So few that looking for fewer would cost more. */
export const few = 128;
const larger = 1024;
const plenty = 8192;
/** So many that it hardly matters how many more there are. */
const mostCounted = 65_536;
/** To look up whether candidates are among others as well pays up to so many times as many others. */
const manyTimes = 8;

/**
 * Chooses among the parts of a conjunction the one to begin with, by counting with a small budget. SQLite's own planner would
 * go by statistics, which are absent in a young file, out of date in an old one, and silent about one patient's share.
 *
 * @param accessParts - those of the parts that are access rules, in which chains are not subject to access again.
 * @param most - how far to count
 */
export function chooseCandidates(
  compiler: Compiler,
  types: readonly string[],
  parts: readonly Predicate[],
  accessParts: ReadonlySet<Predicate> = new Set(),
  most = mostCounted,
): ChosenCandidates | undefined {
  const options: Candidates[] = [];
  let first: Candidates | undefined;
  // Options are made one by one: usually the first leads to few, and the others need not be made at all.
  for (const candidates of optionsFor(compiler, types, parts, accessParts)) {
    const found = countUpTo(compiler, candidates, few);
    if (found !== undefined && found <= few) return { candidates, estimate: found, narrowing: [], narrowingRows: 0 };
    first ??= candidates;
    // What finds little by reading much is not worth counting further.
    if (found !== undefined) options.push(candidates);
  }
  if (first === undefined) return undefined;
  for (const limit of [larger, plenty, most].filter((one) => one <= most)) {
    const counted = options.flatMap((candidates) => {
      const before = compiler.connection.budget.visited();
      const estimate = countUpTo(compiler, candidates, limit);
      const rows = candidates.seek === undefined ? compiler.connection.budget.visited() - before : 0;
      return estimate === undefined || estimate > limit ? [] : [{ candidates, estimate, rows }];
    });
    const [best, ...others] = counted.sort((left, right) => left.estimate - right.estimate);
    if (best === undefined) continue;
    const near = others.filter(({ estimate }) => estimate <= manyTimes * best.estimate);
    return {
      candidates: best.candidates,
      estimate: best.estimate,
      narrowing: near.map(({ candidates }) => candidates),
      narrowingRows: near.reduce((sum, { rows }) => sum + rows, 0),
    };
  }
  return {
    candidates: options[0] ?? first,
    estimate: Number.POSITIVE_INFINITY,
    narrowing: [],
    narrowingRows: 0,
    sparse: options.length === 0,
  };
}

/**
 * The candidates that usually are the fewest. To look at them at once, and to give up after {@link few}, costs less than to count
 * them first.
 */
export function promisingCandidates(
  compiler: Compiler,
  types: readonly string[],
  parts: readonly Predicate[],
  accessParts: ReadonlySet<Predicate>,
): Candidates | undefined {
  for (const candidates of optionsFor(compiler, types, parts, accessParts)) return candidates;
  return undefined;
}

function* optionsFor(
  compiler: Compiler,
  types: readonly string[],
  parts: readonly Predicate[],
  accessParts: ReadonlySet<Predicate>,
): Generator<Candidates> {
  yield* withinCompartments(compiler, types, parts);
  const withoutAccess = { ...compiler, access: undefined };
  for (const part of [...parts].sort((left, right) => rank(left) - rank(right))) {
    const found = candidatesOf(accessParts.has(part) ? withoutAccess : compiler, types, part);
    if (found !== undefined) yield found;
  }
}

/** How many there are, or more than the limit; undefined of those that find little by reading much, whose count its budget ends. */
export function countUpTo(
  { connection }: Compiler,
  { select, seek = select }: Candidates,
  limit: number,
): number | undefined {
  const { text, values } = sql`SELECT count(*) AS found FROM (SELECT 1 FROM (${seek}) LIMIT ${limit + 1})`;
  const counting = connection.statement(text).pluck();
  const found = connection.budget.within(4 * limit, () => counting.get(...values) as number);
  if (found !== undefined && seek !== select) connection.budget.spend(found);
  return found;
}

/** What usually leads to the fewest comes first, so that the others need no counting. */
function rank(predicate: Predicate): number {
  switch (predicate.kind) {
    case 'none':
      return 0;
    case 'id':
      return 1;
    case 'reference':
      return 2;
    case 'compartment':
      return 3;
    case 'token':
      return predicate.system === undefined ? 6 : 4;
    case 'text':
      return 5;
    case 'string':
      return predicate.match === 'contains' || predicate.match === 'ends' ? 9 : 5;
    default:
      return 7;
  }
}
