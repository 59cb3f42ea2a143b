import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { afterFullCollections } from './full-collections.ts';

test('calls back after each full collection, again and again', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let calls = 0;
  afterFullCollections(() => {
    calls += 1;
  });
  for (const wanted of [1, 2, 3, 4]) {
    await expect
      .poll(
        async () => {
          collect();
          await setImmediate();
          return calls;
        },
        { interval: 1 },
      )
      .toBeGreaterThanOrEqual(wanted);
  }
});
