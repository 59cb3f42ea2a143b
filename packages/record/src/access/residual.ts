import type {
  Compartment,
  CompositePredicate,
  EntryPredicate,
  IndexEntry,
  MissingPredicate,
  Predicate,
  TextPredicate,
} from '@baseplate-epr/contracts';
import { allOf, anyOf, everything, noneOf, nothing } from './combine-predicates.ts';
import { entryHolds, textHolds, within } from './entry-holds.ts';

/** As much of a version as a predicate can be decided by without a store. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly lastUpdated: number;
  readonly compartments: readonly Compartment[];
  /** Absent where they are not at hand, as on a version read back from the store. */
  readonly entries?: readonly IndexEntry[];
}

/**
 * What remains of a predicate once everything is decided that can be decided without a store: `all` if it holds, `none` if it
 * does not, otherwise the part that only a store can answer (chains; entries where they are not at hand).
 */
export function residual(predicate: Predicate, subject: Subject): Predicate {
  switch (predicate.kind) {
    case 'all':
    case 'none':
    case 'chained':
    case 'reverseChained':
      return predicate;
    case 'and':
      return allOf(predicate.predicates.map((part) => residual(part, subject)));
    case 'or':
      return anyOf(predicate.predicates.map((part) => residual(part, subject)));
    case 'not':
      return noneOf(residual(predicate.predicate, subject));
    case 'id':
      return decided(predicate.ids.includes(subject.id));
    case 'type':
      return decided(predicate.types.includes(subject.type));
    case 'lastUpdated':
      return decided(predicate.bounds.every((bound) => within(bound, subject.lastUpdated, subject.lastUpdated)));
    case 'compartment':
      return decided(
        subject.compartments.some(({ type, id }) => type === predicate.type && predicate.ids.includes(id)),
      );
    default:
      return subject.entries === undefined ? predicate : decided(entriesHold(predicate, subject.entries));
  }
}

function decided(answer: boolean): Predicate {
  return answer ? everything : nothing;
}

function entriesHold(
  predicate: EntryPredicate | TextPredicate | CompositePredicate | MissingPredicate,
  entries: readonly IndexEntry[],
): boolean {
  if (predicate.kind === 'text') return entries.some((entry) => textHolds(predicate, entry));
  if (predicate.kind === 'composite') return composite(predicate.parts, entries);
  if (predicate.kind !== 'missing') return entries.some((entry) => entryHolds(predicate, entry));
  const present = entries.some(({ parameter, kind }) => parameter === predicate.parameter && kind === predicate.entry);
  return predicate.missing !== present;
}

function composite(parts: readonly EntryPredicate[], entries: readonly IndexEntry[]): boolean {
  return [...new Set(entries.map(({ element = 0 }) => element))].some((number) => {
    const ofElement = entries.filter(({ element = 0 }) => element === number);
    return parts.every((part) => ofElement.some((entry) => entryHolds(part, entry)));
  });
}
