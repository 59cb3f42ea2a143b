import type { KnownCodeSystem } from './known-code-system.ts';
import { codeNamed, codesReached } from './subsumption.ts';
import { terminologyError } from './terminology-error.ts';
import type { ValueSetFilter } from './value-set-content.ts';

/** Whether a code of a code system passes. */
export type CodeFilter = (code: string) => boolean;

/**
 * A filter of a value set over a code system (https://hl7.org/fhir/R4/valueset-filter-operator.html).
 * @throws BaseplateError `query-invalid` if it cannot be applied
 */
export function codeFilter(system: KnownCodeSystem, { property, op, value }: ValueSetFilter): CodeFilter {
  const valuesOf = (code: string) => propertyValues(system, code, property);
  const listed = value.split(',').map((one) => one.trim());
  switch (op) {
    case 'is-a':
    case 'is-not-a':
    case 'descendent-of':
    case 'generalizes': {
      const reached = codesReached(system, value, op === 'generalizes' ? 'above' : 'below');
      if (op === 'is-not-a') return (code) => !reached.has(code);
      if (op !== 'descendent-of') return (code) => reached.has(code);
      const top = codeNamed(system, value);
      return (code) => code !== top && reached.has(code);
    }
    case '=':
      return (code) => valuesOf(code).includes(value);
    case 'in':
      return (code) => valuesOf(code).some((one) => listed.includes(one));
    case 'not-in':
      return (code) => !valuesOf(code).some((one) => listed.includes(one));
    case 'exists':
      return (code) => valuesOf(code).length > 0 === (value !== 'false');
    case 'regex': {
      const pattern = plainPattern(value);
      return (code) => valuesOf(code).some((one) => pattern.test(one));
    }
    default:
      throw terminologyError('The value set has a filter with an operator that is not one of R4.');
  }
}

function propertyValues(system: KnownCodeSystem, code: string, property: string): readonly string[] {
  const { display, properties } = system.concepts.get(code) ?? {};
  if (property === 'code' || property === 'concept') return [code];
  if (property === 'display') return display === undefined ? [] : [display];
  if (property === 'parent') return [...(system.parents.get(code) ?? [])];
  if (property === 'child') return [...(system.children.get(code) ?? [])];
  return properties?.get(property) ?? [];
}

/** Only expressions that cannot take exponential time: without groups, there is nothing to repeat but characters. */
function plainPattern(source: string): RegExp {
  if (source.length <= 100 && !/[()]/.test(source) && (source.match(/[*+{]/g) ?? []).length <= 3) {
    try {
      return new RegExp(`^(?:${source})$`, 'u');
    } catch {
      // Not an expression; said below.
    }
  }
  throw terminologyError(
    'The value set has a filter with a regular expression that is not supported: it may have no groups and at most three repetitions.',
  );
}
