import { expect, test } from 'vitest';
import { exactNumber, parseExactly, stringifyExactly, withDigits, withExactDigits } from './exact-number.ts';

test('what was read and is written again keeps its digits, also in a changed copy', () => {
  const text = '{"status":"final","valueQuantity":{"value":37.0,"unit":"°C"},"n":[1.50,2]}';
  const read = parseExactly(text);
  expect(stringifyExactly(read)).toBe(text);
  expect(stringifyExactly({ ...(read as object), status: 'entered-in-error' })).toContain('"value":37.0');
});

test('a number that was replaced loses the old digits', () => {
  const read = parseExactly('{"value":37.0}') as { value: number };
  read.value = 38;
  expect(stringifyExactly(read)).toBe('{"value":38}');
  expect(exactNumber(read, 'value')).toBe('38');
  expect(withExactDigits(read)).toEqual({ value: 38 });
});

test('a new number has the digits it was given', () => {
  const quantity = withDigits({ unit: '°C' }, 'value', '37.0');
  expect(quantity.value).toBe(37);
  expect(exactNumber(quantity, 'value')).toBe('37.0');
  expect(stringifyExactly({ quantity })).toBe('{"quantity":{"unit":"°C","value":37.0}}');
  expect(() => withDigits({}, 'value', '37,0')).toThrow('Write them like 37.0');
});

test('a copy for reading has digits as text only where they would be lost', () => {
  expect(withExactDigits(parseExactly('{"a":[{"value":4.0},{"value":4.1}]}'))).toEqual({
    a: [{ value: '4.0' }, { value: 4.1 }],
  });
});

const digitsInPlay =
  '1.00 0.0 -0.10 1e3 1.50E-7 12345678901234567890.123456789 9007199254740993 1e400 100 0.1 0.0000001 -0 -0.0 12.50'.split(
    ' ',
  );

test.each(digitsInPlay)('%s comes back as it was', (digits) => {
  const text = `{"value":${digits},"in":[${digits},{"value":${digits}}]}`;
  expect(stringifyExactly(parseExactly(text))).toBe(text);
});

test.each(digitsInPlay)('%s comes back as it was where it stands alone, in a list or behind white space', (digits) => {
  for (const text of [`{"a":${digits}}`, `[${digits}]`, `["b",${digits}]`]) {
    expect(stringifyExactly(parseExactly(text))).toBe(text);
  }
  expect(stringifyExactly(parseExactly(`{ "a" :\n ${digits} }`))).toBe(`{"a":${digits}}`);
});

test('what holds no such number is the same object, beside one that does', () => {
  const read = parseExactly('{"code":{"text":"a"},"value":{"value":4.0},"list":[{"value":1}]}');
  const exact = withExactDigits(read) as { code: unknown; list: unknown };
  expect(exact).toEqual({ code: { text: 'a' }, value: { value: '4.0' }, list: [{ value: 1 }] });
  expect(exact.code).toBe((read as typeof exact).code);
  expect(exact.list).toBe((read as typeof exact).list);
  expect(read).toEqual({ code: { text: 'a' }, value: { value: 4 }, list: [{ value: 1 }] });
});

test('a member named like the prototype stays a member', () => {
  const exact = withExactDigits(parseExactly('{"__proto__":{"value":4.0}}'));
  expect(JSON.stringify(exact)).toBe('{"__proto__":{"value":"4.0"}}');
  expect(Object.getPrototypeOf(exact)).toBe(Object.prototype);
});
