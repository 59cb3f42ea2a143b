import type { Bound, Predicate, StringPredicate } from '@baseplate-epr/contracts';
import { parseDateRange } from '../../date/date-range.ts';
import { foldText } from '../fold-text.ts';
import { allOf, anyOf } from '../query/combine-predicates.ts';
import { containsAlternatives } from '../query/contains-alternatives.ts';
import { plainPredicate } from '../query/plain-predicate.ts';
import { type Unsupported, unsupported } from '../query/search-context.ts';
import { searchError } from '../query/search-error.ts';
import type { ValueTask } from '../query/value-alternatives.ts';
import type { FilterOperator } from './filter-expression.ts';

/** Names that may stand for code systems: https://hl7.org/fhir/R4/search_filter.html#ops. */
const shortSystems: Readonly<Record<string, string>> = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ucum: 'http://unitsofmeasure.org',
};

const prefixes = new Set<FilterOperator>(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']);
const stringMatches: Readonly<Partial<Record<FilterOperator, StringPredicate['match']>>> = {
  eq: 'equals',
  co: 'contains',
  sw: 'starts',
  ew: 'ends',
};
const tokenModifiers: Readonly<Partial<Record<FilterOperator, string>>> = {
  in: 'in',
  ni: 'not-in',
  ss: 'below',
  sb: 'above',
};

/**
 * What an operator means for a parameter of a type: the table of https://hl7.org/fhir/R4/search_filter.html#ops. Where R4 gives it no
 * meaning, it is refused. `ne` of strings, tokens and references: there is a value, and none is equal.
 */
export function filterComparison(
  task: Omit<ValueTask, 'value' | 'modifier'>,
  operator: FilterOperator,
  value: string,
): Predicate | Unsupported {
  const plain = (modifier: string | undefined, text: string) => plainPredicate({ ...task, modifier, value: text });
  const { type } = task.parameter;
  if (operator === 'pr') return plain('missing', value === 'true' ? 'false' : value === 'false' ? 'true' : value);
  if (operator === 'ne' && (type === 'string' || type === 'token' || type === 'reference' || type === 'uri')) {
    const equal = filterComparison(task, 'eq', value);
    const present = plain('missing', 'false');
    if (equal.kind === 'unsupported' || present.kind === 'unsupported') return equal;
    return allOf([present, { kind: 'not', predicate: equal }]);
  }
  switch (type) {
    case 'string':
      return stringComparison(task, operator, value);
    case 'number':
    case 'quantity':
      return prefixes.has(operator) ? plain(undefined, operator + oneValue(longSystem(value))) : meaningless(operator);
    case 'date':
      if (prefixes.has(operator)) return plain(undefined, operator + oneValue(value));
      return operator === 'co' || operator === 'po' ? dateComparison(task, operator, value) : meaningless(operator);
    case 'token':
      if (operator === 'eq') return plain(undefined, oneValue(longSystem(value)));
      return tokenModifiers[operator]
        ? plain(tokenModifiers[operator], oneValue(longSystem(value)))
        : meaningless(operator);
    case 'reference':
      return operator === 're' || operator === 'eq' ? plain(undefined, oneValue(value)) : meaningless(operator);
    case 'uri':
      return operator === 'eq' ? plain(undefined, oneValue(value)) : meaningless(operator);
    default:
      return operator === 'eq' ? plain(undefined, oneValue(value)) : meaningless(operator);
  }
}

function stringComparison(
  { parameter }: Omit<ValueTask, 'value' | 'modifier'>,
  operator: FilterOperator,
  value: string,
): Predicate | Unsupported {
  const match = stringMatches[operator];
  if (match === undefined) return meaningless(operator);
  const folded = foldText(value);
  if (folded === '') throw searchError('_filter', 'compares a text with nothing. Give it letters or digits.');
  if (match === 'contains') return anyOf(containsAlternatives(parameter.name, folded));
  return { kind: 'string', parameter: parameter.name, match, value: folded };
}

/** `co`: the period of the value lies within that of an item; `po`: they overlap. */
function dateComparison(
  { parameter }: Omit<ValueTask, 'value' | 'modifier'>,
  operator: 'co' | 'po',
  value: string,
): Predicate | Unsupported {
  const range = parseDateRange(value);
  if (!range) throw searchError('_filter', 'compares a date with something that is none.');
  if (parameter.name === '_lastUpdated') return meaningless(operator);
  const bounds: readonly Bound[] =
    operator === 'co'
      ? [
          { end: 'low', operator: '<=', value: range.low },
          { end: 'high', operator: '>=', value: range.high },
        ]
      : [
          { end: 'low', operator: '<', value: range.high },
          { end: 'high', operator: '>', value: range.low },
        ];
  return { kind: 'range', entry: 'date', parameter: parameter.name, bounds };
}

function meaningless(operator: FilterOperator): Unsupported {
  return unsupported(`The operator “${operator}” has no meaning for a parameter of that type.`, true);
}

/** A value of a filter as a search writes it: a comma parts values there, but not in a filter. */
export function oneValue(value: string): string {
  return value.replace(/,/g, '\\,');
}

function longSystem(value: string): string {
  return value.replace(/^([a-z]+)\||\|([a-z]+)\|/, (whole, first?: string, inner?: string) => {
    const long = shortSystems[first ?? inner ?? ''];
    return long === undefined ? whole : first === undefined ? `|${long}|` : `${long}|`;
  });
}
