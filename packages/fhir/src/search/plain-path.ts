import type { Expression } from '../fhirpath/syntax.ts';

/** One step of a plain path. */
export type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'ofType'; readonly type: string }
  /** `where(resolve() is X)`: the references that point at this type. */
  | { readonly kind: 'refersTo'; readonly type: string }
  /** `where(field = 'x')`. */
  | { readonly kind: 'fieldEquals'; readonly field: string; readonly text: string };

/** A path from the resource, such as `Observation.component.value.ofType(Quantity)`. */
export interface PlainPath {
  /** The name the path begins with: a type, mostly. */
  readonly root: string;
  readonly steps: readonly PathStep[];
}

/**
 * The plain paths whose union an expression is, or `undefined` if it is anything else. Nearly every search parameter of R4 is;
 * plain paths are walked straight through the JSON, many times faster than FHIRPath in general.
 */
export function plainPaths(expression: Expression): readonly PlainPath[] | undefined {
  if (expression.kind === 'binary' && expression.operator === '|') {
    const left = plainPaths(expression.left);
    const right = plainPaths(expression.right);
    return left && right ? [...left, ...right] : undefined;
  }
  const path = plainPath(expression);
  return path && [path];
}

function plainPath(expression: Expression): PlainPath | undefined {
  if (expression.kind === 'member' && expression.target === undefined) return { root: expression.name, steps: [] };
  if (expression.kind === 'type' && expression.operator === 'as') {
    return extended(expression.operand, { kind: 'ofType', type: expression.type });
  }
  if (expression.kind === 'member' && expression.target) {
    return extended(expression.target, { kind: 'member', name: expression.name });
  }
  if (expression.kind !== 'call' || !expression.target || expression.parameters.length !== 1) return undefined;
  const step = callStep(expression.name, expression.parameters[0]);
  return step && extended(expression.target, step);
}

function extended(target: Expression, step: PathStep): PlainPath | undefined {
  const path = plainPath(target);
  return path && { root: path.root, steps: [...path.steps, step] };
}

function callStep(name: string, parameter: Expression | undefined): PathStep | undefined {
  if (name === 'ofType' || name === 'as') {
    return parameter?.kind === 'member' && !parameter.target ? { kind: 'ofType', type: parameter.name } : undefined;
  }
  return name === 'where' ? filterStep(parameter) : undefined;
}

function filterStep(criterion: Expression | undefined): PathStep | undefined {
  if (criterion?.kind === 'type' && criterion.operator === 'is') {
    const resolves =
      criterion.operand.kind === 'call' && criterion.operand.name === 'resolve' && !criterion.operand.target;
    return resolves ? { kind: 'refersTo', type: criterion.type } : undefined;
  }
  if (criterion?.kind !== 'binary' || criterion.operator !== '=') return undefined;
  const { left, right } = criterion;
  if (left.kind !== 'member' || left.target || right.kind !== 'literal' || right.literal.type !== 'String')
    return undefined;
  return { kind: 'fieldEquals', field: left.name, text: right.literal.value };
}
