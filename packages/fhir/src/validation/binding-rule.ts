import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import type { CodeList } from '../structure/code-list.ts';
import { codeListOf } from '../structure/code-list.ts';
import type { ValueRule } from './check.ts';
import { type CodeShape, codeShapes } from './code-shapes.ts';
import { fault, type ValidationRun } from './validation-run.ts';

/** The rule of a required binding for elements of type code, Coding or CodeableConcept; undefined for any other type. */
export function bindingRule(type: string, valueSet: string): ValueRule | undefined {
  const shape = codeShapes.get(valueSet);
  if (shape !== undefined) return type === 'code' ? shapeRule(shape) : undefined;
  const list = codeListOf(valueSet);
  if (list === undefined) return undefined;
  if (type === 'code') return codeRule(list, valueSet);
  if (type === 'Coding') return (value, run) => checkCodings([value], list, valueSet, run);
  if (type === 'CodeableConcept') return (value, run) => checkConcept(value, list, valueSet, run);
  return undefined;
}

function shapeRule({ pattern, rule }: CodeShape): ValueRule {
  return (value, run) => {
    if (typeof value === 'string' && !pattern.test(value)) fault(run, 'code-invalid', rule);
  };
}

function codeRule(list: CodeList, valueSet: string): ValueRule {
  const codes = new Set<JsonValue>([...list.values()].flatMap((one) => [...one]));
  const allowed = codes.size <= 30 ? `one of ${[...codes].join(', ')}` : `a code of ${valueSet}`;
  return (value, run) => {
    if (!codes.has(value)) fault(run, 'code-invalid', `The code must be ${allowed}.`);
  };
}

function checkConcept(value: JsonValue, list: CodeList, valueSet: string, run: ValidationRun): void {
  if (!isJsonObject(value)) return;
  // A concept that is only an extension says why there is no code.
  if (value.coding === undefined && value.extension !== undefined) return;
  checkCodings(Array.isArray(value.coding) ? value.coding : [], list, valueSet, run);
}

function checkCodings(codings: readonly JsonValue[], list: CodeList, valueSet: string, run: ValidationRun): void {
  const matches = codings.some(
    (coding) =>
      isJsonObject(coding) &&
      typeof coding.system === 'string' &&
      typeof coding.code === 'string' &&
      list.get(coding.system)?.has(coding.code),
  );
  if (!matches) fault(run, 'code-invalid', `One coding must be of the value set ${valueSet}, with system and code.`);
}
