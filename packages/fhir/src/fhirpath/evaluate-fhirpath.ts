import { compileFhirPath } from './compile-fhirpath.ts';
import type { EvaluateOptions } from './evaluate-options.ts';
import { evaluationError } from './evaluation-error.ts';

/**
 * Evaluates any FHIRPath expression and returns the values it yields, as JSON; primitives without a value are left out. What {@link compileFhirPath} supports is compiled; the rest
 * goes to the general engine, which is large and slow, and so is loaded only then. Not for hot paths.
 *
 * @throws BaseplateError `input-invalid` if the expression is malformed or cannot be evaluated on this value.
 */
export async function evaluateFhirPath(expression: string, options: EvaluateOptions): Promise<readonly unknown[]> {
  const compiled = compileFhirPath(expression);
  if (compiled) return compiled.evaluate(options).flatMap((item) => (item.value === undefined ? [] : [item.value]));
  const [{ default: engine }, { default: model }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
  ]);
  const resource = options.resource ?? options.value;
  const constants = Object.fromEntries(
    [...(options.constants ?? [])].map(([name, items]) => [name, items.map((item) => item.value)]),
  );
  const context = { ...constants, context: options.value, resource, rootResource: options.rootResource ?? resource };
  try {
    const result: unknown = engine.evaluate(options.value, { base: options.type, expression }, context, model);
    return Array.isArray(result) ? result : [result];
  } catch (cause) {
    // The engine's messages quote the data, so they go no further than the cause.
    throw evaluationError('the general engine refused it.', cause);
  }
}
