import { expect, test } from 'vitest';
import { createCrowded } from './crowded.ts';

test('of several parameters the one is chosen whose values have led to the fewest, else the first', () => {
  const crowded = createCrowded();
  expect(crowded.choose(['gender', 'name'])).toBe('gender');
  crowded.note('gender', false);
  expect(crowded.choose(['gender', 'name'])).toBe('name');
  crowded.note('name', false);
  crowded.note('name', false);
  expect(crowded.choose(['gender', 'name'])).toBe('gender');
  expect(crowded.choose([])).toBeUndefined();
});

test('what leads to many again and again is not tried, and tried again after a while', () => {
  const crowded = createCrowded();
  for (let round = 0; round < 100; round += 1) crowded.note('gender', false);
  const refused = Array.from({ length: 100 }, () => crowded.choose(['gender'])).indexOf('gender');
  expect(refused).toBeGreaterThan(16);
  expect(refused).toBeLessThan(64);
});

test('now and then a value that leads to many does no harm', () => {
  const crowded = createCrowded();
  for (let round = 0; round < 1000; round += 1) {
    expect(crowded.choose(['name'])).toBe('name');
    crowded.note('name', round % 2 === 0);
  }
});

test('however many parameters there are, only so many are remembered', () => {
  const crowded = createCrowded();
  for (const name of ['first', 'first', 'first']) crowded.note(name, false);
  for (let number = 0; number < 5000; number += 1) crowded.note(`p${number}`, false);
  expect(crowded.choose(['first'])).toBe('first');
});
