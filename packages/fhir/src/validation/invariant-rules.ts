import { isBaseplateError } from '@baseplate-epr/contracts';
import { type CompiledExpression, compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import type { EvaluateOptions } from '../fhirpath/evaluate-options.ts';
import { isJsonObject } from '../json/json-value.ts';
import type { Invariant } from '../structure/structure-table.ts';
import type { ValueRule } from './check.ts';
import { earlyAnswer } from './early-answer.ts';
import { correctedInvariants, invariantsNotCompiled } from './invariant-exceptions.ts';
import { linearInvariants } from './linear-invariants.ts';
import { note } from './validation-run.ts';

/**
 * The rules of severity error among these, compiled, for values of a type; with advice those of severity warning too.
 */
export function invariantRules(invariants: readonly Invariant[], type: string, advice: boolean): readonly ValueRule[] {
  return invariants
    .filter(({ severity }) => advice || severity === 'error')
    .filter(({ key }) => !Object.hasOwn(invariantsNotCompiled, key))
    .map((invariant) => invariantRule(invariant, type));
}

function invariantRule({ key, human, expression, severity }: Invariant, type: string): ValueRule {
  const diagnostics = `${human} (${key}).`;
  const written = linearInvariants[key];
  if (written !== undefined) {
    return (value, run) => {
      if (isJsonObject(value) && !written(value, run)) note(run, severity, 'invariant', diagnostics);
    };
  }
  const source = correctedInvariants[key] ?? expression;
  const compiled = compileFhirPath(source);
  if (compiled === undefined) throw new TypeError(`The FHIRPath of invariant ${key} cannot be compiled`);
  const early = earlyAnswer(source, type);
  return (value, run) => {
    if (early !== undefined && isJsonObject(value) && early(value)) return;
    const result = evaluate(compiled, { value, type, resource: run.resource, rootResource: run.rootResource });
    // Nothing is FHIRPath's answer when it cannot tell, as for dates of different precision; only false breaks the rule.
    if (result === false && !(key === 'dom-6' && run.contained)) note(run, severity, 'invariant', diagnostics);
    if (result === notEvaluable)
      note(run, 'warning', 'processing', `The rule could not be evaluated here: ${diagnostics}`);
  };
}

const notEvaluable = Symbol('not evaluable');

/** The value of the first item, undefined without one. FHIRPath demands errors, which do not mean that the rule is broken. */
function evaluate(compiled: CompiledExpression, options: EvaluateOptions): unknown {
  try {
    return compiled.evaluate(options)[0]?.value;
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'input-invalid') return notEvaluable;
    throw error;
  }
}
