import { isBaseplateError } from '@baseplate-epr/contracts';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import type { EvaluateOptions } from '../fhirpath/evaluate-options.ts';
import type { Invariant } from '../structure/structure-table.ts';
import { resolveReference } from '../validation/resolve-reference.ts';
import { note } from '../validation/validation-run.ts';
import type { CompileScope } from './compile-scope.ts';
import type { ItemCheck } from './item.ts';

/** Compiles a profile's own rule; undefined, with the problem told, when its FHIRPath is malformed. */
export function invariantCheck(invariant: Invariant, scope: CompileScope): ItemCheck | undefined {
  const { key, human, expression, severity } = invariant;
  const evaluate = evaluator(expression, scope);
  if (evaluate === undefined) {
    scope.problem(`The rule ${key} is not checked: its FHIRPath cannot be read.`);
    return undefined;
  }
  const diagnostics = `${human.replace(/\.$/, '')} (${key}, profile ${scope.url}).`;
  return ({ value, extra, type }, run) => {
    if (severity === 'warning' && !run.advice) return;
    const { resource, rootResource } = run;
    const options: EvaluateOptions = {
      value,
      type,
      ...(extra === undefined ? {} : { extra }),
      resource,
      rootResource,
      resolve: (reference) => resolveReference(reference, run),
    };
    try {
      // Empty is FHIRPath's answer when it cannot tell; only false breaks the rule.
      if (evaluate(options) === false) note(run, severity, 'invariant', diagnostics);
    } catch (error) {
      if (!isBaseplateError(error) || error.code !== 'input-invalid') throw error;
      note(run, 'warning', 'processing', `The rule could not be evaluated here: ${diagnostics}`);
    }
  };
}

function evaluator(expression: string, { engine }: CompileScope): ((options: EvaluateOptions) => unknown) | undefined {
  try {
    const compiled = compileFhirPath(expression);
    if (compiled !== undefined) return (options) => compiled.evaluate(options)[0]?.value;
    return engine && ((options) => engine(expression, options)[0]);
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'input-invalid') return undefined;
    throw error;
  }
}
