import { compileFhirPath } from './compile-fhirpath.ts';
import type { EvaluateOptions } from './evaluate-options.ts';
import { loadGeneralEngine } from './general-engine.ts';

/**
 * Evaluates any FHIRPath expression and returns the values it yields, as JSON; primitives without a value are left out. What {@link compileFhirPath} supports is compiled; the rest
 * goes to the general engine, which is large and slow, and so is loaded only then. Not for hot paths.
 *
 * @throws BaseplateError `input-invalid` if the expression is malformed or cannot be evaluated on this value.
 */
export async function evaluateFhirPath(expression: string, options: EvaluateOptions): Promise<readonly unknown[]> {
  const compiled = compileFhirPath(expression);
  if (compiled) return compiled.evaluate(options).flatMap((item) => (item.value === undefined ? [] : [item.value]));
  const evaluate = await loadGeneralEngine();
  return evaluate(expression, options);
}
