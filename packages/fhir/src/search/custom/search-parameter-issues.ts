import { resourceTypes } from '../../structure/resource-types.ts';
import type { ValidationIssue } from '../../validation/validation-issue.ts';
import { isBaseOf } from '../bases-of.ts';
import { numberedElements } from '../resource-extractor.ts';
import type { SearchParameterDefinition } from '../search-parameter.ts';
import { type SearchRegistry, searchRegistry } from '../search-registry.ts';
import type { DefinitionFault } from './definition-fault.ts';
import { definitionFaults } from './definition-faults.ts';
import { searchParameterDefinition } from './search-parameter-definition.ts';

/**
 * Why a SearchParameter resource cannot take effect, as errors that fit a 422; none if it can, or is not meant to (a draft, a
 * retired one, one without an expression, or one of R4's own).
 *
 * A code that R4 has, or that another parameter has, is refused on the same type of resource: access rules, compartments and
 * clients rely on what R4's parameters mean.
 *
 * @param resource - valid R4
 * @param others - the parameters of R4 and those added already, without this one
 */
export function searchParameterIssues(
  resource: object,
  others: SearchRegistry = searchRegistry,
): readonly ValidationIssue[] {
  const definition = searchParameterDefinition(resource);
  if (definition === undefined) return [];
  const faults = definitionFaults(definition);
  const found = faults.length > 0 ? faults : faultsAmong(definition, others);
  return found.map(({ element, problem }) => ({
    severity: 'error',
    code: 'business-rule',
    expression: `SearchParameter.${element}`,
    diagnostics: `The search parameter cannot take effect, because ${problem}. Correct it, or store it with the status “draft”.`,
  }));
}

function* typesOf({ base }: SearchParameterDefinition): Generator<string> {
  for (const type of resourceTypes) if (base.some((one) => isBaseOf(one, type))) yield type;
}

function faultsAmong(definition: SearchParameterDefinition, others: SearchRegistry): readonly DefinitionFault[] {
  for (const type of typesOf(definition)) {
    if (others.parameter(type, definition.code) === undefined) continue;
    return [{ element: 'code', problem: `${type} has a search parameter with this code already` }];
  }
  if (definition.type !== 'composite') return [];
  for (const type of typesOf(definition)) {
    const problem = compositeProblem(definition, type, others);
    if (problem !== undefined) return [{ element: 'component', problem }];
  }
  return [];
}

function compositeProblem(definition: SearchParameterDefinition, type: string, others: SearchRegistry) {
  const { component = [], expression } = definition;
  if (component.length < 2) return 'a composite parameter has two components or more';
  const known = new Map(others.parametersOf(type).map((one) => [one.url, one.type]));
  const parts = component.map((one) => known.get(one.definition));
  if (parts.some((part) => part === undefined || part === 'composite' || part === 'special')) {
    return `a component does not name a search parameter of ${type} that takes effect already and has values of its own`;
  }
  const own = numberedElements([{ type: 'composite', expression }]);
  const taken = numberedElements(others.parametersOf(type));
  const within = (one: string, other: string) => one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
  if (![...own].some((one) => [...taken].some((other) => within(one, other)))) return undefined;
  return `its element lies within, or around, the element of another composite parameter of ${type}`;
}
