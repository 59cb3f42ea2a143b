import type { Predicate } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import type { Candidates } from './candidates.ts';
import { countUpTo, few } from './choose-candidates.ts';
import type { Matching } from './matching.ts';

/** Names of what has led to many, by connection: of types, kinds and parameters, never of values, so they are as few as those. */
const hadMany = new WeakMap<Connection, Set<string>>();

/**
 * Whether candidates are more than few. To look at so many in vain takes twenty times as long as to count their entries; but to count what nearly always
 * is few, as the patients with an identifier, takes half as long as to look at it. So what is asked for by a parameter is counted from the first time
 * on that it led to many.
 */
export function areMany({ compiler, types }: Matching, promising: Candidates): boolean {
  if (promising.seek === undefined || hadMany.get(compiler.connection)?.has(nameOf(types, promising)) !== true)
    return false;
  return (countUpTo(compiler, promising, few) ?? 0) > few;
}

/** Notes that candidates were more than few. */
export function noteMany({ compiler, types }: Matching, promising: Candidates): void {
  const names = hadMany.get(compiler.connection) ?? new Set();
  hadMany.set(compiler.connection, names.add(nameOf(types, promising)));
}

function nameOf(types: readonly string[], { settles: [first] }: Candidates): string {
  return `${types} ${first === undefined ? '' : parameterOf(first)}`;
}

function parameterOf(predicate: Predicate): string {
  const [first] = predicate.kind === 'or' ? predicate.predicates : [];
  if (first !== undefined) return parameterOf(first);
  return 'parameter' in predicate ? `${predicate.kind} ${predicate.parameter}` : predicate.kind;
}
