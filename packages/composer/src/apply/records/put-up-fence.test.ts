import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { context } from '../../__fixtures__/switched-records.ts';
import { successorOf } from '../../ledger/announcement.ts';
import { putUpFence, requireOurs } from './put-up-fence.ts';

const successor = successorOf('/here', 'ours', 'h');
const announced = { has: async (name: string) => name.includes('/here') };

async function opened() {
  const store = createMemoryRecordStore();
  await store.start(context);
  return store;
}

test('closes a store that is open, again after a hold that was given up, and one that it has left itself before', async () => {
  const store = await opened();
  await putUpFence({ store, epoch: 2, successor, announced });
  await requireOurs({ store, announced });
  await putUpFence({ store, epoch: 3, successor, announced });
  await putUpFence({ store, epoch: 5, successor: successorOf('/here', 'next', 'h'), announced });
  expect(await store.commit({ epoch: 4, writes: [] })).toMatchObject({ outcome: 'fenced', epoch: 5 });
});

test.each([2, 3, 7])('a store that another ledger has closed at epoch %i is not closed again', async (epoch) => {
  const store = await opened();
  const theirs = successorOf('/there', 'theirs', 'h');
  await store.fence({ epoch, successor: theirs });
  const refused = { code: 'store-fenced', message: expect.stringContaining('/there') };
  await expect(requireOurs({ store, announced })).rejects.toMatchObject(refused);
  await expect(putUpFence({ store, epoch: 3, successor, announced })).rejects.toMatchObject(refused);
  expect(await store.commit({ epoch: 0, writes: [] })).toEqual({ outcome: 'fenced', epoch, successor: theirs });
});

test.each([3, 4])(
  'one that another ledger closes at the same moment, at epoch %i, is not flipped from',
  async (epoch) => {
    const store = await opened();
    const raced = {
      commit: store.commit,
      fence: async (options: Parameters<typeof store.fence>[0]) => {
        await store.fence(options);
        await store.fence({ epoch, successor: successorOf('/there', 'theirs', 'h') });
      },
    };
    await expect(putUpFence({ store: raced, epoch: 3, successor, announced })).rejects.toMatchObject({
      code: 'store-fenced',
      message: expect.stringContaining('Nothing was flipped here'),
    });
  },
);

test.each([3, 4])('of two ledgers that look before either closes it, at epoch %i, one closes it', async (epoch) => {
  const store = await opened();
  const [looked, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let looks = 0;
  const late = {
    commit: async (options: Parameters<typeof store.commit>[0]) => {
      const found = await store.commit(options);
      looks += 1;
      if (looks === 1) {
        looked.resolve();
        await closed.promise;
      }
      return found;
    },
    fence: store.fence,
  };
  const second = putUpFence({ store: late, epoch, successor, announced });
  await looked.promise;
  const theirs = successorOf('/there', 'theirs', 'h');
  await putUpFence({ store, epoch: 3, successor: theirs, announced: { has: async () => true } });
  closed.resolve();
  await expect(second).rejects.toMatchObject({
    code: 'store-fenced',
    message: expect.stringContaining('it goes on in the store that the ledger in /there names'),
  });
  expect(await store.commit({ epoch: 0, writes: [] })).toEqual({ outcome: 'fenced', epoch: 3, successor: theirs });
});
