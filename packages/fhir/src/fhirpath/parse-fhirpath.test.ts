import { isBaseplateError } from '@baseplate-epr/contracts';
import { describe, expect, test } from 'vitest';
import { parseFhirPath } from './parse-fhirpath.ts';
import type { Expression } from './syntax.ts';

/** The tree in brackets, so that precedence can be read. */
function shape(tree: Expression): string {
  switch (tree.kind) {
    case 'empty':
      return '{}';
    case 'literal':
      return tree.literal.type === 'Quantity'
        ? `${tree.literal.value}'${tree.literal.unit}'`
        : String(tree.literal.value);
    case 'variable':
      return `$${tree.name}`;
    case 'constant':
      return `%${tree.name}`;
    case 'member':
      return tree.target ? `${shape(tree.target)}.${tree.name}` : tree.name;
    case 'call':
      return `${tree.target ? `${shape(tree.target)}.` : ''}${tree.name}(${tree.parameters.map(shape).join(', ')})`;
    case 'index':
      return `${shape(tree.target)}[${shape(tree.index)}]`;
    case 'sign':
      return `(${tree.sign}${shape(tree.operand)})`;
    case 'binary':
      return `(${shape(tree.left)} ${tree.operator} ${shape(tree.right)})`;
    case 'type':
      return `(${shape(tree.operand)} ${tree.operator} ${tree.type})`;
  }
}

describe('parseFhirPath', () => {
  test.each([
    ['a or b and c', '(a or (b and c))'],
    ['a implies b or c', '(a implies (b or c))'],
    ['a and b = c | d', '(a and (b = (c | d)))'],
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['-a.b + 1', '((-a.b) + 1)'],
    ['a as Quantity | b', '((a as Quantity) | b)'],
    ['a is FHIR.Patient', '(a is FHIR.Patient)'],
    ['a in b and c contains d', '((a in b) and (c contains d))'],
    ["a.where(b = 'c\\'d').first()[0]", "a.where((b = c'd)).first()[0]"],
    ['%resource.id = %`ext-x`', '(%resource.id = %ext-x)'],
    ["%'vs-x'", '%vs-x'],
    ['a.`div` // comment', 'a.div'],
    ["/* all */ $this.contains('x')", '$this.contains(x)'],
    ['@2012-01-01T10:00+01:00 > @T10:00', '(2012-01-01T10:00+01:00 > 10:00)'],
    ["4 days = 4 'mg'", "(4'day' = 4'mg')"],
    ["'\\u0041\\n'", 'A\n'],
    ['{} ~ true', '({} ~ true)'],
  ])('%s', (expression, expected) => {
    expect(shape(parseFhirPath(expression))).toBe(expected);
  });

  test.each(['', 'a.', 'a b', '(a', 'a[', 'a(', "'a", 'a ^ b', '1 +', 'a is', '(('.repeat(500), 'a|'.repeat(9000)])(
    'refuses %j',
    (expression) => {
      expect(() => parseFhirPath(expression)).toThrow(expect.toSatisfy(isBaseplateError));
    },
  );
});
