import type { Expression } from './syntax.ts';

/** The names of all functions that an expression calls. */
export function functionsCalled(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  collect(expression, names);
  return names;
}

function collect(expression: Expression | undefined, names: Set<string>): void {
  switch (expression?.kind) {
    case 'member':
      collect(expression.target, names);
      return;
    case 'call':
      names.add(expression.name);
      collect(expression.target, names);
      for (const parameter of expression.parameters) collect(parameter, names);
      return;
    case 'index':
      collect(expression.target, names);
      collect(expression.index, names);
      return;
    case 'sign':
    case 'type':
      collect(expression.operand, names);
      return;
    case 'binary':
      collect(expression.left, names);
      collect(expression.right, names);
  }
}
