import { expect, test } from 'vitest';
import { bundlesInWork } from './bundles-in-work.ts';

const middle = 200 * 1024;
const long = 8 * 1024 * 1024;

/** Enters one Bundle after the other; says which have been let in, and lets one leave. */
function entering(lengths: readonly number[]) {
  const bundles = bundlesInWork();
  const inside: number[] = [];
  const leaves: (() => void)[] = [];
  for (const [index, length] of lengths.entries()) {
    void bundles.enter(length).then((leave) => {
      inside.push(index);
      leaves[index] = leave;
    });
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    async inside() {
      await settled();
      return [...inside];
    },
    leave: (index: number) => leaves[index]?.(),
  };
}

test('as many are let in as fit together, the others in the order they came', async () => {
  const { inside, leave } = entering([middle, middle, middle]);
  expect(await inside()).toEqual([0]);
  leave(0);
  // A second word from the same Bundle makes no room that another has taken.
  leave(0);
  expect(await inside()).toEqual([0, 1]);
  leave(1);
  expect(await inside()).toEqual([0, 1, 2]);
});

test('a short one waits for no long one, and one longer than the lane is let in alone', async () => {
  const { inside, leave } = entering([long, long, middle, 1000, 1000]);
  expect(await inside()).toEqual([0, 2, 3, 4]);
  leave(0);
  expect(await inside()).toEqual([0, 2, 3, 4, 1]);
});
