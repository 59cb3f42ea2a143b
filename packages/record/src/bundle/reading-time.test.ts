import { expect, test } from 'vitest';
import { readingTime } from './reading-time.ts';

test('what is read at once counts once, pauses do not count, and what fails counts as well', async () => {
  let now = 100;
  const time = readingTime(() => now);
  expect(time.spent()).toBe(0);
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const one = time.during(() => first.promise);
  now += 5;
  const other = time.during(() => second.promise);
  now += 4;
  expect(time.spent()).toBe(9);
  first.resolve('read');
  expect(await one).toBe('read');
  now += 2;
  second.reject(new Error('Away.'));
  await expect(other).rejects.toThrow('Away.');
  now += 1000;
  expect(time.spent()).toBe(11);
  await time.during(async () => {
    now += 3;
  });
  expect(time.spent()).toBe(14);
});
