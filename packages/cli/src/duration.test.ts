import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['90s', 90],
  ['30m', 1800],
  ['1h', 3600],
  ['2d', 172_800],
])('%s is %i seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test.each(['', '0s', '1', 'h', '-1h', '1.5h', '1w', ' 1h'])('%j is no length of time', (text) => {
  expect(() => parseDuration(text)).toThrow(`"${text}" is no length of time. Write it like 90s, 30m or 1h.`);
});
