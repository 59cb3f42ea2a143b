import { expect, test } from 'vitest';
import { raisesFence } from './raises-fence.ts';

const ours = { epoch: 3, successor: 'ours' };

test('a fence is raised, corrected, and never lowered', () => {
  expect(raisesFence(undefined, ours)).toBe(true);
  expect(raisesFence({ epoch: 2, successor: 'before' }, ours)).toBe(true);
  expect(raisesFence({ epoch: 3, successor: 'before' }, ours)).toBe(true);
  expect(raisesFence({ epoch: 4, successor: 'before' }, ours)).toBe(false);
});

test('one that is to replace another replaces that one alone', () => {
  const before = { epoch: 2, successor: 'before' };
  const onto = (standing: typeof ours | undefined, replaces: typeof ours | null) =>
    raisesFence(standing, { ...ours, replaces });
  expect([onto(undefined, null), onto(before, null)]).toEqual([true, false]);
  expect([onto(before, { ...before }), onto(undefined, before)]).toEqual([true, false]);
  expect([onto({ ...before, epoch: 1 }, before), onto({ ...before, successor: 'theirs' }, before)]).toEqual([
    false,
    false,
  ]);
  expect(onto({ epoch: 4, successor: 'later' }, { epoch: 4, successor: 'later' })).toBe(false);
});
