import { parseFhirPath } from '../fhirpath/parse-fhirpath.ts';
import type { Expression } from '../fhirpath/syntax.ts';
import { elementsOf, isSubtype } from '../fhirpath/type-model.ts';
import type { JsonObject } from '../json/json-value.ts';

/** True where it can be seen at once that a rule holds; false where it must be evaluated. */
export type EarlyAnswer = (object: JsonObject) => boolean;

/**
 * What decides rules such as `code.empty() or system.exists()` and `start.hasValue().not() or …` by looking whether an element is there, as
 * nearly all objects let one: evaluating FHIRPath makes lists for each of its steps.
 *
 * Only what an `or` begins with is looked at, as far as it is of these forms, which are never errors: one of them being true decides the
 * rule, whatever comes after it.
 *
 * @param type - of the object the rule is about.
 * @returns undefined for a rule of another form.
 */
export function earlyAnswer(expression: string, type: string): EarlyAnswer | undefined {
  const answers: EarlyAnswer[] = [];
  for (const operand of alternatives(parseFhirPath(expression))) {
    const answer = answerOf(operand, type);
    if (answer === undefined) break;
    answers.push(answer);
  }
  if (answers.length === 0) return undefined;
  return (object) => {
    for (const answer of answers) if (answer(object)) return true;
    return false;
  };
}

function alternatives(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== 'or') return [expression];
  return [...alternatives(expression.left), expression.right];
}

function answerOf(expression: Expression, type: string): EarlyAnswer | undefined {
  const call = calledOn(expression);
  if (call?.name === 'empty') return absence(call.target, type);
  if (call?.name === 'exists') return presence(call.target, type);
  const inner = call?.name === 'not' ? calledOn(call.target) : undefined;
  return inner?.name === 'hasValue' ? absence(inner.target, type) : undefined;
}

function calledOn(expression: Expression) {
  if (expression.kind !== 'call' || expression.target === undefined || expression.parameters.length > 0)
    return undefined;
  return { name: expression.name, target: expression.target };
}

/** No value, and nothing beside one. */
function absence(target: Expression, type: string): EarlyAnswer | undefined {
  const keys = keysOf(target, type)?.flatMap((key) => [key, `_${key}`]);
  if (keys === undefined) return undefined;
  return (object) => {
    for (const key of keys) if (object[key] !== undefined) return false;
    return true;
  };
}

/** A text and nothing beside it; whether anything else counts is left to FHIRPath. */
function presence(target: Expression, type: string): EarlyAnswer | undefined {
  const keys = keysOf(target, type);
  if (keys === undefined) return undefined;
  return (object) => {
    for (const key of keys) if (typeof object[key] === 'string' && object[`_${key}`] === undefined) return true;
    return false;
  };
}

/** The JSON keys of an element that a path names by itself. */
function keysOf(target: Expression, type: string): readonly string[] | undefined {
  if (target.kind !== 'member' || target.target !== undefined) return undefined;
  // A path may begin with the type of the object, and what `Resource` stands for is known only of the object.
  if (type === 'Resource' || isSubtype(type, target.name)) return undefined;
  return (elementsOf(type).get(target.name) ?? []).map(({ property }) => property);
}
