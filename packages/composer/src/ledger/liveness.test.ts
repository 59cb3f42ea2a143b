import { expect, test } from 'vitest';
import { createLiveness, lease, patience } from './liveness.ts';
import type { ProcessFile } from './process-file.ts';

const file: ProcessFile = {
  id: 'p',
  pid: 7,
  host: 'here',
  role: 'serving',
  startedAt: 0,
  beat: 1,
  meets: 0,
  opened: {},
};

test('a process is waited for while it beats, and for some seconds after', () => {
  let now = 100;
  const { isAlive } = createLiveness({ now: () => now, host: 'elsewhere', exists: () => false });
  expect(isAlive(file)).toBe(true);
  now += patience - 1;
  expect(isAlive(file)).toBe(true);
  now += 1;
  expect(isAlive(file)).toBe(false);
  expect(isAlive({ ...file, beat: 2 })).toBe(true);
});

test('one of this machine that is gone is not waited for at all', () => {
  expect(createLiveness({ host: 'here', exists: () => false }).isAlive(file)).toBe(false);
  expect(createLiveness({ host: 'here', exists: () => true }).isAlive(file)).toBe(true);
  expect(createLiveness().isAlive({ ...file, host: 'another', pid: 2 ** 22 + 1 })).toBe(true);
});

test('a process stops serving before the others go on without it', () => expect(lease).toBeLessThan(patience));
