import type { Expression } from './syntax.ts';

const typeFunctions = new Set(['is', 'as', 'ofType']);

/** The type that a call of `is`, `as` or `ofType` names, such as `Patient` or `System.String`; undefined for any other call. */
export function typeParameter(expression: Extract<Expression, { kind: 'call' }>): string | undefined {
  const [parameter, ...more] = expression.parameters;
  if (!typeFunctions.has(expression.name) || parameter?.kind !== 'member' || more.length > 0) return undefined;
  if (parameter.target === undefined) return parameter.name;
  const { target } = parameter;
  return target.kind === 'member' && target.target === undefined ? `${target.name}.${parameter.name}` : undefined;
}
