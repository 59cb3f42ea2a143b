import { afterEach, expect, test, vi } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import { context, newStore, oldStore } from '../../__fixtures__/switched-records.ts';
import { openDocumentMover } from './document-mover.ts';

afterEach(() => vi.restoreAllMocks());

test('where the lists are too long for the hold, they are compared again if a process ended that may have had some still to bring', async () => {
  const { documents } = firstEntry.data;
  let serving = ['a', 'b'];
  const over = {
    id: 'x',
    phase: 'copying',
    from: { ...documents, since: oldStore.since },
    to: { ...documents, since: newStore.since },
  } as const;
  const mover = await openDocumentMover({ over } as never, {
    place: 'documents',
    opened: {} as never,
    configuration: firstEntry.others as never,
    context,
    rollCall: { serving: async () => serving.map((id) => ({ id })) } as never,
    onProgress: () => {},
    signal: AbortSignal.timeout(10_000),
  });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 500;
    return now;
  });
  const rest = { epoch: 2, successor: '', signal: AbortSignal.timeout(10_000) };
  await mover.follow();
  serving = ['a', 'c'];
  expect(await mover.moveRest(rest)).toBe('a process ended while the documents were compared');
  await mover.follow();
  serving = ['a', 'c', 'd'];
  expect(await mover.moveRest(rest)).toEqual({ compared: { items: 0 } });
  await mover.close();
});
