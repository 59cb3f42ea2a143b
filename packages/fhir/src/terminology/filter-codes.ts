import { type CodeHierarchy, codeNamed, codesReached } from './code-hierarchy.ts';
import { terminologyError } from './terminology-error.ts';
import type { CodeSystemConcept, ValueSetFilter } from './terminology-resource.ts';

/** The codes of a code system that satisfy every filter (https://hl7.org/fhir/R4/valueset-filter-operator.html). */
export function filterCodes(hierarchy: CodeHierarchy, filters: readonly ValueSetFilter[]): ReadonlySet<string> {
  const tests = filters.map((filter) => testOf(hierarchy, filter));
  return new Set(
    [...hierarchy.concepts]
      .filter(([code, concept]) => tests.every((test) => test(code, concept)))
      .map(([code]) => code),
  );
}

type Test = (code: string, concept: CodeSystemConcept) => boolean;

function testOf(hierarchy: CodeHierarchy, { property = '', op = '', value = '' }: ValueSetFilter): Test {
  const values = value.split(',').map((one) => one.trim());
  const has = (text: string) => (code: string, concept: CodeSystemConcept) =>
    valuesOf(hierarchy, code, concept, property).includes(text);
  switch (op) {
    case 'is-a':
    case 'is-not-a':
    case 'descendent-of':
    case 'generalizes': {
      const reached = codesReached(hierarchy, value, op === 'generalizes' ? 'above' : 'below');
      if (op === 'is-not-a') return (code) => !reached.has(code);
      if (op !== 'descendent-of') return (code) => reached.has(code);
      const top = codeNamed(hierarchy, value);
      return (code) => code !== top && reached.has(code);
    }
    case '=':
      return has(value);
    case 'in':
      return (code, concept) => values.some((one) => has(one)(code, concept));
    case 'not-in':
      return (code, concept) => !values.some((one) => has(one)(code, concept));
    case 'exists':
      return (code, concept) => valuesOf(hierarchy, code, concept, property).length > 0 === (value !== 'false');
    case 'regex': {
      const pattern = plainPattern(value);
      return (code, concept) => valuesOf(hierarchy, code, concept, property).some((one) => pattern.test(one));
    }
    default:
      throw terminologyError('The value set has a filter with an operator that is not one of R4.');
  }
}

function valuesOf(
  hierarchy: CodeHierarchy,
  code: string,
  concept: CodeSystemConcept,
  property: string,
): readonly string[] {
  if (property === 'code' || property === 'concept') return [code];
  if (property === 'display') return concept.display === undefined ? [] : [concept.display];
  if (property === 'parent') return [...(hierarchy.parents.get(code) ?? [])];
  if (property === 'child') return [...(hierarchy.children.get(code) ?? [])];
  return (concept.property ?? [])
    .filter((one) => one.code === property)
    .flatMap(({ code: _name, ...value }) =>
      Object.entries(value).flatMap(([key, one]) => (key.startsWith('value') ? textOf(one) : [])),
    );
}

function textOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) {
    const { code } = value as { readonly code?: unknown };
    return typeof code === 'string' ? [code] : [];
  }
  return [String(value)];
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
