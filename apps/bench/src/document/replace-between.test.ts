import { expect, test } from 'vitest';
import { replaceBetween } from './replace-between.ts';

test('replaces what stands between its marks, and nothing else, as often as it is run', () => {
  const document = 'before\n<!-- a -->\nold\n<!-- /a -->\nafter\n<!-- b -->\nkept\n<!-- /b -->\n';
  const once = replaceBetween(document, 'a', 'new');
  expect(once).toBe('before\n<!-- a -->\n\nnew\n\n<!-- /a -->\nafter\n<!-- b -->\nkept\n<!-- /b -->\n');
  expect(replaceBetween(once, 'a', 'new')).toBe(once);
});

test('refuses a document without its marks', () => {
  expect(() => replaceBetween('<!-- a --> text', 'a', 'new')).toThrow('no <!-- a -->');
  expect(() => replaceBetween('text', 'a', 'new')).toThrow('no <!-- a -->');
});
