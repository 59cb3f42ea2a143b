import { expect, test, vi } from 'vitest';
import type { ProcessorTime } from './process-usage.ts';
import { watchProcessor } from './watch-processor.ts';

/** What each of several looks says; a second before each, the program had this of the processors. */
async function look(...seconds: readonly (ProcessorTime | undefined)[]): Promise<readonly boolean[]> {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    let sum: ProcessorTime | undefined = { computed: 300, waited: 5000 };
    const isGreedy = watchProcessor({ processorTime: async () => sum });
    const found = [await isGreedy()];
    for (const more of seconds) {
      vi.advanceTimersByTime(1000);
      const had: ProcessorTime = sum ?? { computed: 0, waited: 0 };
      sum = more && { computed: had.computed + more.computed, waited: had.waited + more.waited };
      found.push(await isGreedy());
    }
    return found;
  } finally {
    vi.useRealTimers();
  }
}

const spinning = { computed: 1000, waited: 0 };
const answering = { computed: 500, waited: 100 };

test('what wants to compute twice in a row without pause is told once', async () => {
  expect(await look(spinning, spinning, spinning, spinning)).toEqual([false, false, true, false, false]);
});

test('it is seen also where the processors are shared with many', async () => {
  const crowded = { computed: 150, waited: 840 };
  expect(await look(crowded, crowded)).toEqual([false, false, true]);
});

test('moments of work are a service’s business, and so is what it had before', async () => {
  expect(await look(spinning, answering, spinning, answering)).toEqual([false, false, false, false, false]);
});

test('one that waits for the processor is not one that takes it', async () => {
  const starved = { computed: 10, waited: 985 };
  expect(await look(starved, starved, starved)).toEqual([false, false, false, false]);
});

test('nothing is said where nothing can be known', async () => {
  expect(await look(undefined, undefined, undefined)).toEqual([false, false, false, false]);
});
