import type { EvaluateOptions } from './evaluate-options.ts';
import { evaluationError } from './evaluation-error.ts';

/**
 * Evaluates any FHIRPath expression, slowly.
 *
 * @throws BaseplateError `input-invalid` if the expression is malformed or cannot be evaluated on this value.
 */
export type GeneralEngine = (expression: string, options: EvaluateOptions) => readonly unknown[];

/** Loads the general engine, which is large; for what `compileFhirPath` does not support. */
export async function loadGeneralEngine(): Promise<GeneralEngine> {
  const [{ default: engine }, { default: model }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
  ]);
  return (expression, options) => {
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
  };
}
