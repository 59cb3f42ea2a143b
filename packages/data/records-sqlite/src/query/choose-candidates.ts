import type { Predicate } from '@baseplate-epr/contracts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { withinCompartments } from './compartment-candidates.ts';
import type { Compiler } from './compiler.ts';
import { sql } from './sql.ts';

/** The candidates to begin with, and how many there are: exact if small, infinite if not worth counting. */
export interface ChosenCandidates {
  readonly candidates: Candidates;
  readonly estimate: number;
}

/** So few that looking for fewer would cost more. */
export const few = 128;
const largerRounds = [1024, 8192];

/**
 * Chooses among the parts of a conjunction the one to begin with, by counting with a small budget. SQLite's own planner would
 * go by statistics, which are absent in a young file, out of date in an old one, and silent about one patient's share.
 *
 * @param accessParts - those of the parts that are access rules, in which chains are not subject to access again.
 */
export function chooseCandidates(
  compiler: Compiler,
  types: readonly string[],
  parts: readonly Predicate[],
  accessParts: ReadonlySet<Predicate> = new Set(),
): ChosenCandidates | undefined {
  const options: Candidates[] = [];
  let best: ChosenCandidates | undefined;
  const consider = (candidates: Candidates, limit: number) => {
    const estimate = count(compiler, candidates, Math.min(limit, best?.estimate ?? limit));
    if (estimate !== undefined && (best === undefined || estimate < best.estimate)) best = { candidates, estimate };
    return best !== undefined && best.estimate <= few;
  };
  // Options are made one by one: usually the first leads to few, and the others need not be made at all.
  for (const candidates of optionsFor(compiler, types, parts, accessParts)) {
    options.push(candidates);
    if (consider(candidates, few)) return best;
  }
  const [first] = options;
  if (first === undefined) return undefined;
  for (const limit of largerRounds) {
    for (const candidates of options) consider(candidates, limit);
    if (best !== undefined) return best;
  }
  return { candidates: first, estimate: Number.POSITIVE_INFINITY };
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

/** How many there are, if no more than the limit. The `LIMIT` ends most counts, the budget those that find little by reading much. */
function count(compiler: Compiler, { select }: Candidates, limit: number): number | undefined {
  const { connection } = compiler;
  const { text, values } = sql`SELECT count(*) AS found FROM (SELECT 1 FROM (${select}) LIMIT ${limit + 1})`;
  const counting = connection.statement(text).pluck();
  const found = connection.budget.within(4 * limit, () => counting.get(...values) as number);
  return found === undefined || found > limit ? undefined : found;
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
