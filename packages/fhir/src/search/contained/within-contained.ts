import type { EntryPredicate, Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from '../query/combine-predicates.ts';
import { containedCount, containedParameter, containedPresence } from './contained-parameter.ts';

/**
 * What a chain asks of a contained resource, asked of the resource that contains it. Contained resources have no id, time or
 * compartment of their own, and nothing refers to them from outside.
 *
 * Entries do not say of which of several contained resources they are. Where a chain leads to several, two conditions may be met by
 * different ones, and one that must not hold counts as met: rather one result too many than one too few.
 */
export function withinContained(reference: string, type: string, where: Predicate): Predicate {
  const parameter = containedPresence(reference, type);
  const found = (code: string): Predicate => ({ kind: 'token', parameter, code });
  const named = <Part extends { readonly parameter: string }>(part: Part): Part => ({
    ...part,
    parameter: containedParameter(reference, type, part.parameter),
  });
  const negative = (holds: Predicate): Predicate =>
    allOf([found(containedCount.some), anyOf([holds, found(containedCount.several)])]);
  const within = (predicate: Predicate): Predicate => {
    switch (predicate.kind) {
      case 'all':
        return found(containedCount.some);
      case 'and':
        return every(predicate.predicates.map(within));
      case 'or':
        return some(predicate.predicates.map(within));
      case 'not':
        return negative({ kind: 'not', predicate: within(predicate.predicate) });
      case 'type':
        return predicate.types.includes(type) ? found(containedCount.some) : { kind: 'none' };
      case 'missing':
        return predicate.missing ? negative(named(predicate)) : named(predicate);
      case 'composite':
        return { ...predicate, parts: predicate.parts.map((part): EntryPredicate => named(part)) };
      case 'none':
      case 'id':
      case 'lastUpdated':
      case 'compartment':
      case 'text':
      case 'reverseChained':
        return { kind: 'none' };
      default:
        return named(predicate);
    }
  };
  return within(where);
}

function every(parts: readonly Predicate[]): Predicate {
  return parts.some(({ kind }) => kind === 'none') ? { kind: 'none' } : allOf(parts);
}

function some(parts: readonly Predicate[]): Predicate {
  return anyOf(parts.filter(({ kind }) => kind !== 'none'));
}
