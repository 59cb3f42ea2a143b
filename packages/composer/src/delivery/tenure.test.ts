import { randomBytes } from 'node:crypto';
import { createMemoryStateStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { firstNote } from './delivery-note.ts';
import { createTenures } from './tenure.ts';

const times = { lease: 8000, patience: 12_000 };

async function trial() {
  const store = createMemoryStateStore();
  const quiet = () => undefined;
  await store.start({
    clock: { now: () => 0 },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  });
  const state = store.namespace({ name: 'deliveries' });
  let now = 0;
  let exists = true;
  const tenures = (self: string, space = 'here') =>
    createTenures({ state, self, times, now: () => now, space, exists: () => exists });
  await tenures('first').begin('ward', async () => firstNote('c0', 0));
  return {
    tenures,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    end: () => {
      exists = false;
    },
  };
}

test('one has the right at a time, and keeps it by its notes', async () => {
  const { tenures, pass } = await trial();
  const tenure = await tenures('first').seek('ward');
  if (tenure === undefined) throw new Error('Nobody had it.');
  const second = tenures('second');
  for (let round = 0; round < 10; round += 1) {
    expect(await second.seek('ward')).toBeUndefined();
    pass(7000);
    expect(tenure.isValid()).toBe(true);
    expect(await tenure.keep({ ...tenure.note(), cursor: `c${round}` })).toBe(true);
  }
});

test('after its lease one delivers nothing more, and only then another takes over, which ends the first', async () => {
  const { tenures, pass } = await trial();
  const tenure = await tenures('first').seek('ward');
  const elsewhere = tenures('second', 'another machine');
  expect(await elsewhere.seek('ward')).toBeUndefined();
  pass(8000);
  expect(tenure?.isValid()).toBe(false);
  pass(3999);
  expect(await elsewhere.seek('ward')).toBeUndefined();
  pass(1);
  const taken = await elsewhere.seek('ward');
  expect(taken?.isValid()).toBe(true);
  const late = tenure && { ...tenure.note(), cursor: 'too late' };
  expect(late && (await tenure.keep(late))).toBe(false);
  expect(taken?.note().cursor).toBe('c0');
});

test('a process of this machine that is gone is not waited for, nor is one that has given up its right', async () => {
  const { tenures, end } = await trial();
  await tenures('first').seek('ward');
  end();
  const tenure = await tenures('second').seek('ward');
  expect(tenure).toBeDefined();
  expect(await tenures('third', 'another machine').seek('ward')).toBeUndefined();
  const { holder: _, ...given } = tenure?.note() ?? firstNote('', 0);
  expect(await tenure?.keep(given)).toBe(true);
  expect(await tenures('third', 'another machine').seek('ward')).toBeDefined();
});

test('a first note is made once', async () => {
  const { tenures } = await trial();
  await tenures('second').begin('ward', async () => firstNote('another', 0));
  expect((await tenures('second').seek('ward'))?.note().cursor).toBe('c0');
  expect(await tenures('second').seek('unknown')).toBeUndefined();
});
