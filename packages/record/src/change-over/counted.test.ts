import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test('one of a thing is not many of it', () => {
  expect([0, 1, 2, 1200].map((count) => counted(count, 'version'))).toEqual([
    '0 versions',
    '1 version',
    '2 versions',
    '1,200 versions',
  ]);
  expect(counted(1, 'entry', 'entries')).toBe('1 entry');
  expect(counted(3, 'entry', 'entries')).toBe('3 entries');
});
