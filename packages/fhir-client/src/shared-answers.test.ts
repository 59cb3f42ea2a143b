import { expect, test } from 'vitest';
import { createSharedAnswers } from './shared-answers.ts';

function held<Answer>() {
  const asked: PromiseWithResolvers<Answer>[] = [];
  const ask = () => {
    const next = Promise.withResolvers<Answer>();
    asked.push(next);
    return next.promise;
  };
  return { asked, ask };
}

test('who asks while it is on its way gets the same answer; who asks afterwards asks anew', async () => {
  const { share } = createSharedAnswers();
  const { asked, ask } = held<string>();
  const both = [share('page 1, results', ask), share('page 1, results', ask)];
  expect(asked).toHaveLength(1);
  asked[0]?.resolve('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  const later = share('page 1, results', ask);
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('second');
  expect(await later).toBe('second');
});

test('under another name nothing is shared', async () => {
  const { share } = createSharedAnswers();
  const { asked, ask } = held<string>();
  const both = [share('page 1, results', ask), share('page 2, results', ask)];
  expect(asked).toHaveLength(2);
  asked[0]?.resolve('of the first');
  asked[1]?.resolve('of the second');
  expect(await Promise.all(both)).toEqual(['of the first', 'of the second']);
});

test('what fails for the first is asked for again by each other, and is not remembered', async () => {
  const { share } = createSharedAnswers();
  const { asked, ask } = held<string>();
  const first = share('page', ask);
  const others = [share('page', ask), share('page', ask)];
  asked[0]?.reject(new Error('The time of this panel is over.'));
  await expect(first).rejects.toThrow('over');
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(3);
  asked[1]?.resolve('own');
  asked[2]?.reject(new Error('refused'));
  expect(await Promise.allSettled(others)).toMatchObject([{ value: 'own' }, { reason: { message: 'refused' } }]);
  const later = share('page', ask);
  expect(asked).toHaveLength(4);
  asked[3]?.resolve('later');
  expect(await later).toBe('later');
});
