import { pathFunction } from './functions/path-functions.ts';
import type { Expression } from './syntax.ts';
import { typeParameter } from './type-parameter.ts';

/**
 * Whether the compiler can compile an expression to the letter. It leaves to the general engine: quantities written in expressions
 * (they need conversion of units and arithmetic with dates), and functions that need a terminology service.
 */
export function supportsExpression(expression: Expression): boolean {
  switch (expression.kind) {
    case 'empty':
    case 'variable':
    case 'constant':
      return true;
    case 'literal':
      return expression.literal.type !== 'Quantity';
    case 'member':
      return expression.target === undefined || supportsExpression(expression.target);
    case 'index':
      return supportsExpression(expression.target) && supportsExpression(expression.index);
    case 'sign':
    case 'type':
      return supportsExpression(expression.operand);
    case 'binary':
      return supportsExpression(expression.left) && supportsExpression(expression.right);
    case 'call': {
      if (expression.target && !supportsExpression(expression.target)) return false;
      if (typeParameter(expression) !== undefined) return true;
      const known = pathFunction(expression.name, expression.parameters.length);
      return known !== undefined && expression.parameters.every(supportsExpression);
    }
  }
}
