import { expect, test } from 'vitest';
import { OptionError, readOptions } from './read-options.ts';

test('reads numbers, lists and words for the start', () => {
  const options = readOptions(['--patients', '20', '--concurrency', '1,4', '--only', 'read,chart', '--processes', '2']);
  expect(options).toMatchObject({
    patients: 20,
    concurrencies: [1, 4],
    only: ['read', 'chart'],
    start: ['--processes', '2'],
  });
  expect(readOptions(['--against', '../before'])).toMatchObject({ against: '../before' });
  expect(readOptions(['--help'])).toBeUndefined();
});

test.each([
  { words: ['--out', 'file'], says: "Unknown option '--out'." },
  { words: ['--patients', 'many'], says: '--patients takes whole numbers from 1, not "many".' },
  { words: ['--grow', '200,0'], says: '--grow takes whole numbers from 1, not "0".' },
  { words: ['--only'], says: '--only' },
  { words: ['everything'], says: 'everything' },
])('$words is refused in words', ({ words, says }) => {
  expect(() => readOptions(words)).toThrow(OptionError);
  expect(() => readOptions(words)).toThrow(says);
});
