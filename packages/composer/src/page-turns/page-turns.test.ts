import { afterEach, expect, test, vi } from 'vitest';
import { createPageTurns } from './page-turns.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Pages that end when they are told to. */
function pages(options: { readonly atOnce: number; readonly patience: number }) {
  const turns = createPageTurns(options);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, signal = new AbortController().signal) =>
    turns.run(signal, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, ask, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('begins as many as may be at once, and the others in their order as those end', async () => {
  const { begun, ask, end } = pages({ atOnce: 2, patience: 60_000 });
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('one that waits for somebody else holds up nobody, and counts once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { begun, ask, end } = pages({ atOnce: 1, patience: 50 });
  const slow = ask('slow');
  const next = ask('next');
  await settled();
  vi.advanceTimersByTime(49);
  await settled();
  expect(begun).toEqual(['slow']);
  vi.advanceTimersByTime(1);
  await settled();
  expect(begun).toEqual(['slow', 'next']);
  await end('slow');
  const third = ask('third');
  await settled();
  expect(begun).toEqual(['slow', 'next']);
  await end('next');
  await end('third');
  expect(await Promise.all([slow, next, third])).toEqual(['slow', 'next', 'third']);
});

test('one that fails gives its turn to the next', async () => {
  const turns = createPageTurns({ atOnce: 1, patience: 60_000 });
  const { signal } = new AbortController();
  const failing = turns.run(signal, async () => {
    await settled();
    throw new Error('no page');
  });
  const next = turns.run(signal, async () => 'page');
  await expect(failing).rejects.toThrow('no page');
  expect(await next).toBe('page');
});

test('one whose caller has gone waits no longer, and takes nobody’s turn', async () => {
  const { begun, ask, end } = pages({ atOnce: 1, patience: 60_000 });
  const caller = new AbortController();
  const first = ask('first');
  const left = ask('left', caller.signal);
  const last = ask('last');
  caller.abort();
  await settled();
  expect(begun).toEqual(['first', 'left']);
  await end('left');
  expect(begun).toEqual(['first', 'left']);
  await end('first');
  expect(begun).toEqual(['first', 'left', 'last']);
  await end('last');
  await Promise.all([first, left, last]);
});
