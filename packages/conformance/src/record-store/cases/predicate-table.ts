import type { Bound, IndexEntry, IndexEntryKind, Predicate, StringPredicate } from '@baseplate-epr/contracts';

/** Observations by id, with these entries, and what each predicate finds among them. */
export interface PredicateTable {
  readonly name: string;
  readonly resources: Readonly<Record<string, readonly IndexEntry[]>>;
  readonly finds: readonly (readonly [where: Predicate, ids: string])[];
}

/** Holds always. */
export const all: Predicate = { kind: 'all' };
/** Holds never. */
export const none: Predicate = { kind: 'none' };
/** The opposite. */
export const not = (predicate: Predicate): Predicate => ({ kind: 'not', predicate });
/** All of them. */
export const and = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates });
/** Any of them. */
export const or = (...predicates: Predicate[]): Predicate => ({ kind: 'or', predicates });
/** A token of the parameter `code`. */
export const code = (value: string): Predicate => ({ kind: 'token', parameter: 'code', code: value });
/** A string of the parameter `name`. */
export const named = (match: StringPredicate['match'], value: string): Predicate => ({
  kind: 'string',
  parameter: 'name',
  match,
  value,
});
/** Bounds on a date or number of the parameter of that name. */
export const range = (entry: 'date' | 'number', ...bounds: Bound[]): Predicate => ({
  kind: 'range',
  entry,
  parameter: entry,
  bounds,
});
/** A bound on the lower end. */
export const low = (operator: Bound['operator'], value: number): Bound => ({ end: 'low', operator, value });
/** A bound on the higher end. */
export const high = (operator: Bound['operator'], value: number): Bound => ({ end: 'high', operator, value });
/** A quantity of the parameter `value` with exactly this value. */
export const measured = (value: number, more: { system?: string; code?: string; unit?: string } = {}): Predicate => ({
  kind: 'quantity',
  parameter: 'value',
  bounds: [low('>=', value), high('<=', value)],
  ...more,
});
/** A URI of the parameter `url`. */
export const lies = (match: 'exact' | 'below' | 'above', value: string): Predicate => ({
  kind: 'uri',
  parameter: 'url',
  match,
  value,
});
/** Whether a parameter has no entry of this kind. */
export const lacks = (parameter: string, entry: IndexEntryKind, missing = true): Predicate => ({
  kind: 'missing',
  parameter,
  entry,
  missing,
});

/** The open end of a stretch without beginning. */
export const farPast = -8_640_000_000_000_000;
/** The open end of a stretch without end. */
export const farFuture = 8_640_000_000_000_000;
