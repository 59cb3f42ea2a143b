import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeValue, splitValue, unescapeValue } from './split-value.ts';

describe('splitting and escaping', () => {
  test('any texts, escaped and joined, come back', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', ',', '|', '$', '\\', 'é') }), { minLength: 1 });
    fc.assert(
      fc.property(texts, fc.constantFrom(',' as const, '|' as const, '$' as const), (parts, separator) => {
        const joined = parts.map(escapeValue).join(separator);
        expect(splitValue(joined, separator).map(unescapeValue)).toEqual(parts);
      }),
    );
  });

  test('parts keep their escapes for the next separator', () => {
    expect(splitValue('a\\,b,c|d\\|e', ',')).toEqual(['a\\,b', 'c|d\\|e']);
    expect(splitValue('c|d\\|e', '|').map(unescapeValue)).toEqual(['c', 'd|e']);
  });

  test('a backslash before anything else stands for itself', () => {
    expect(unescapeValue('a\\b')).toBe('a\\b');
    expect(unescapeValue('a\\')).toBe('a\\');
  });
});
