import { expect, test } from 'vitest';
import { questionName } from './question-name.ts';

test('questions that JSON would write alike have names of their own', () => {
  const values = [
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    null,
    'null',
    '0',
    undefined,
    [],
    ['a'],
    ['a', 'b'],
    'a,b',
    'a","b',
  ];
  const names = values.flatMap((value) => [questionName([value], []), questionName([['b', value]], [])]);
  // Of these, what is absent is what JSON writes as null.
  expect(new Set(names).size).toBe(2 * (values.length - 1));
});

test('every part has its place', () => {
  const rules = { kind: 'all' };
  const others = { kind: 'none' };
  const names = [
    questionName(['a', 'b'], []),
    questionName(['b', 'a'], []),
    questionName(['a'], [rules]),
    questionName(['a'], [rules, undefined]),
    questionName(['a'], [undefined, rules]),
    questionName(['a'], [others]),
    questionName(['a'], [rules, others]),
    questionName(['a'], [others, rules]),
    questionName(['a', rules], []),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test('equal questions have one name, whichever objects they come as', () => {
  const asked = () => questionName([['Observation'], { kind: 'all' }], [{ otherwise: { kind: 'all' } }]);
  expect(asked()).toBe(asked());
});

test('no name is long, and long questions are told apart by their last letter', () => {
  const long = (last: string) => questionName([`${'x'.repeat(100_000)}${last}`], []);
  expect(long('a').length).toBeLessThan(100);
  expect(long('a')).not.toBe(long('b'));
  expect(long('a')).toBe(long('a'));
});
