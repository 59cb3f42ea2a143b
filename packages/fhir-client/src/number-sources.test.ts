import { expect, test } from 'vitest';
import { exactNumber, parseExactly } from './exact-number.ts';
import { numberSources } from './number-sources.ts';

test('finds the numbers in order, and none in strings', () => {
  expect(numberSources('{"a":1.00,"b\\"2":"3.0","c":[-4e2,{"d":5.10}],"e\\\\":6}')).toEqual([
    '1.00',
    '-4e2',
    '5.10',
    '6',
  ]);
  expect(numberSources('[]')).toEqual([]);
  expect(numberSources('1.0')).toEqual(['1.0']);
});

test('a text whose keys JavaScript reorders still gives each number its own digits', () => {
  const parsed = parseExactly('{"b":{"value":1.00},"2":{"value":2.0},"1":{"value":3.000}}') as Record<
    string,
    { value: number }
  >;
  const digits = ['b', '2', '1'].map((key) => exactNumber(parsed[key] ?? { value: 0 }, 'value'));
  expect(digits).toEqual(['1.00', '2.0', '3.000']);
});

test('a number given twice under one key keeps the digits of the one that counts', () => {
  const parsed = parseExactly('{"value":1.00,"value":2.50}') as { value: number };
  expect(exactNumber(parsed, 'value')).toBe('2.50');
});
