import { compileStep } from './compile-step.ts';
import type { EvaluateOptions } from './evaluate-options.ts';
import { type Items, noItems } from './item.ts';
import { isRecord, itemOf } from './navigate.ts';
import { parseFhirPath } from './parse-fhirpath.ts';
import type { Scope, Step } from './scope.ts';
import { condition } from './singleton.ts';
import { supportsExpression } from './supports-expression.ts';
import { isResourceType } from './type-model.ts';

/** An expression ready to be evaluated, any number of times, by anybody. */
export interface CompiledExpression {
  readonly expression: string;
  /**
   * The collection the expression yields.
   * @throws BaseplateError `input-invalid` where FHIRPath demands an error, such as several items where one is allowed.
   */
  evaluate(options: EvaluateOptions): Items;
  /**
   * The result as a condition, as for an invariant: one item that is no boolean is true. Undefined if the result is empty: FHIRPath
   * cannot tell, for instance whether `2020-02` comes before `2020-02-15`, or 1 g before 2 ml.
   * @throws BaseplateError `input-invalid` as `evaluate` does, and if there are several items.
   */
  test(options: EvaluateOptions): boolean | undefined;
}

const compiled = new Map<string, CompiledExpression | undefined>();
const compiledLimit = 5000;

/**
 * Compiles a FHIRPath expression (http://hl7.org/fhirpath/N1/, with what R4 adds: https://hl7.org/fhir/R4/fhirpath.html) into
 * JavaScript functions that follow FHIR types: `Observation.value` finds `valueQuantity`. Compiled expressions are kept.
 *
 * @returns undefined for an expression that is correct but uses what is not supported here; see `evaluateFhirPath`.
 * @throws BaseplateError `input-invalid` if the expression is malformed.
 */
export function compileFhirPath(expression: string): CompiledExpression | undefined {
  if (compiled.has(expression)) return compiled.get(expression);
  const tree = parseFhirPath(expression);
  const made = supportsExpression(tree) ? compiledExpression(expression, compileStep(tree)) : undefined;
  if (compiled.size >= compiledLimit) compiled.clear();
  compiled.set(expression, made);
  return made;
}

function compiledExpression(expression: string, step: Step): CompiledExpression {
  const evaluate = (options: EvaluateOptions) => step(scopeOf(options));
  return {
    expression,
    evaluate,
    test: (options) => condition(evaluate(options)),
  };
}

function scopeOf(options: EvaluateOptions): Scope {
  const { constants, now, resolve } = options;
  const self = [itemOf(options.value, options.type, options.extra)];
  const resource = options.resource ?? ownResource(options);
  const rootResource = options.rootResource ?? resource;
  const environment = { context: self, resource, rootResource, constants, now, resolve };
  return { environment, self, index: 0, total: noItems };
}

function ownResource({ value, type }: EvaluateOptions): object | undefined {
  return isRecord(value) && isResourceType(type) ? value : undefined;
}
