import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { createLiveness, lease, patience } from './liveness.ts';
import type { ProcessFile } from './process-file.ts';
import { processSpace } from './process-space.ts';

const file: ProcessFile = {
  id: 'p',
  pid: 7,
  host: 'here',
  space: 'here',
  role: 'serving',
  startedAt: 0,
  beat: 1,
  meets: 0,
  opened: {},
};

test('a process is waited for while it beats, and for some seconds after', () => {
  let now = 100;
  const { isAlive, isForgotten } = createLiveness({ now: () => now, space: 'elsewhere', exists: () => false });
  expect(isAlive(file, now)).toBe(true);
  now += patience - 1;
  expect(isAlive(file, now)).toBe(true);
  now += 1;
  expect(isAlive(file, now)).toBe(false);
  expect(isForgotten(file, now)).toBe(false);
  expect(isAlive({ ...file, beat: 2 }, now)).toBe(true);
  now += 60_000;
  expect(isAlive({ ...file, beat: 2 }, now)).toBe(false);
  expect(isForgotten({ ...file, beat: 2 }, now)).toBe(true);
});

test('a file that is only touched, because its disk has no room for a beat, is a sign of life as well', () => {
  let now = 100;
  const { isAlive } = createLiveness({ now: () => now, space: 'elsewhere', exists: () => false });
  expect(isAlive({ ...file, touchedAt: 1 }, now)).toBe(true);
  now += patience;
  expect(isAlive({ ...file, touchedAt: 2 }, now)).toBe(true);
  now += patience;
  expect(isAlive({ ...file, touchedAt: 2 }, now)).toBe(false);
});

test('whoever stands still between reading a file and judging by it takes nobody for dead', () => {
  let now = 100;
  const { isAlive } = createLiveness({ now: () => now, space: 'elsewhere', exists: () => false });
  expect(isAlive(file, now)).toBe(true);
  now += 10;
  const asked = now;
  now += 10 * patience;
  expect(isAlive(file, asked)).toBe(true);
});

test('one of this machine and container that is gone is not waited for at all', () => {
  const gone = createLiveness({ space: 'here', exists: () => false });
  expect(gone.isAlive(file, 0)).toBe(false);
  expect(gone.isForgotten(file, 0)).toBe(true);
  expect(createLiveness({ space: 'here', exists: () => true }).isAlive(file, 0)).toBe(true);
  expect(createLiveness().isAlive({ ...file, space: 'another', pid: 2 ** 22 + 1 }, 0)).toBe(true);
});

test('process ids of another container count for nothing, though both have the name of their machine', () => {
  expect(processSpace()).toBe(processSpace());
  expect(processSpace().startsWith(hostname())).toBe(true);
  if (process.platform === 'linux') expect(processSpace()).toMatch(/pid:\[\d+\]$/);
});

test('a process stops serving before the others go on without it', () => expect(lease).toBeLessThan(patience));
