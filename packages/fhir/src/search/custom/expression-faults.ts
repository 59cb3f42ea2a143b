import { isBaseplateError } from '@baseplate-epr/contracts';
import { compileFhirPath } from '../../fhirpath/compile-fhirpath.ts';
import { functionsCalled } from '../../fhirpath/functions-called.ts';
import { parseFhirPath } from '../../fhirpath/parse-fhirpath.ts';
import { plainPaths } from '../plain-path.ts';
import { parameterExtractors } from '../resource-extractor.ts';
import type { SearchParameterDefinition } from '../search-parameter.ts';
import type { DefinitionFault } from './definition-fault.ts';

/** A pattern may take any time on a text made for it, and every write would pay. */
const patternFunctions = ['matches', 'matchesFull', 'replaceMatches'];
/** What goes through everything below an element, and multiplies where it stands twice. */
const walkingFunctions = ['descendants', 'children', 'repeat'];
const longest = 4000;

/** What keeps the expression of a search parameter from being indexed. */
export function expressionFaults(definition: SearchParameterDefinition): readonly DefinitionFault[] {
  const problem = expressionProblem(definition);
  return problem === undefined ? [] : [{ element: 'expression', problem }];
}

function expressionProblem({ code, url, type, base, expression, target = [] }: SearchParameterDefinition) {
  if (expression.length > longest) return `its expression is longer than ${longest} characters`;
  try {
    if (compileFhirPath(expression) === undefined) return 'its expression uses FHIRPath that is not supported';
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    return `its expression is not FHIRPath: ${error.message}`;
  }
  const tree = parseFhirPath(expression);
  const plain = plainPaths(tree) !== undefined;
  const called = functionsCalled(tree);
  if (patternFunctions.some((name) => called.has(name))) {
    return 'its expression matches regular expressions, which may take any time. Use startsWith, endsWith, contains or “=”';
  }
  if (walkingFunctions.some((name) => called.has(name))) {
    return 'its expression walks through everything below an element, and every write would pay. Name the elements instead';
  }
  if (!plain && called.has('resolve')) {
    return 'its expression looks into other resources. Only where(resolve() is Type) can be indexed; for the rest search with a chain';
  }
  if (type === 'composite') return plain ? undefined : 'the expression of a composite parameter must be a plain path';
  const parameter = { name: code, type, expression, url, targets: target, components: [] };
  const barren = base.find((one) => parameterExtractors(one, parameter, new Set()).length === 0);
  if (barren === undefined) return undefined;
  return `its expression finds nothing in ${barren} that parameters of type ${type} search`;
}
