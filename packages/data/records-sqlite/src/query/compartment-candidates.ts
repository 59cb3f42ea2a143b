import type { Predicate, TokenPredicate } from '@baseplate-epr/contracts';
import { boundsHold, seekRange } from './bounds.ts';
import { type Candidates, unionOf } from './candidates.ts';
import type { Compiler } from './compiler.ts';
import { type EnclosingCompartment, enclosingCompartments } from './enclosing-compartments.ts';
import { oneOf, raw, type Sql, sql } from './sql.ts';

/** Candidates that follow from two parts of a conjunction at once: one compartment, and a code or a time in it. */
export function* withinCompartments(
  compiler: Compiler,
  types: readonly string[],
  parts: readonly Predicate[],
): Generator<Candidates> {
  const narrowing = parts.filter((part) => tokensWithCode(part).length > 0 || isDateRange(part));
  if (narrowing.length === 0) return;
  for (const compartment of enclosingCompartments(compiler.connection, types, parts)) {
    for (const part of narrowing) {
      const found = byCode(compiler, types, compartment, part) ?? byDate(compiler, types, compartment, part);
      if (found !== undefined) yield found;
    }
  }
}

function isDateRange(part: Predicate): boolean {
  return part.kind === 'range' && part.entry === 'date';
}

function byCode(
  compiler: Compiler,
  types: readonly string[],
  { key, settles }: EnclosingCompartment,
  part: Predicate,
): Candidates | undefined {
  const tokens = tokensWithCode(part);
  if (tokens.length === 0) return undefined;
  const { names } = compiler.connection;
  const selections = tokens.map(({ parameter, system, code = '' }) => {
    const inSystem = system === undefined ? raw('1') : sql`m.system = ${names.system(system) ?? null}`;
    return sql`SELECT m.resource AS resource FROM compartment_token m WHERE candidate(m.resource) AND m.compartment = ${key} AND ${oneOf(raw('m.parameter'), names.parameters(types, parameter))} AND m.code = ${code} AND ${inSystem}`;
  });
  const exact = tokens.every(({ text }) => text === undefined);
  return { select: unionOf(selections), settles: exact ? [...settles, part] : settles };
}

function tokensWithCode(part: Predicate): readonly TokenPredicate[] {
  const arms = part.kind === 'or' ? part.predicates : [part];
  const tokens = arms.filter((arm): arm is TokenPredicate => arm.kind === 'token' && arm.code !== undefined);
  return tokens.length === arms.length ? tokens : [];
}

function byDate(
  compiler: Compiler,
  types: readonly string[],
  { key, settles }: EnclosingCompartment,
  part: Predicate,
): Candidates | undefined {
  if (part.kind !== 'range' || part.entry !== 'date') return undefined;
  // The table holds the high ends: bounds on them, and those on low ends that bound them too.
  const { end, implied } = seekRange(part.bounds);
  const bounds = [...part.bounds.filter((bound) => bound.end === 'high'), ...(end === 'high' ? implied : [])];
  if (bounds.length === 0) return undefined;
  const high: Sql = raw('m.high');
  const select = sql`SELECT m.resource AS resource FROM compartment_date m WHERE candidate(m.resource) AND m.compartment = ${key} AND ${oneOf(raw('m.parameter'), compiler.connection.names.parameters(types, part.parameter))} AND ${boundsHold(bounds, { low: high, high })}`;
  return { select, settles };
}
