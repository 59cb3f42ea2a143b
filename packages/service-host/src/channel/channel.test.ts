import { BaseplateError } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { type Channel, type ChannelOptions, createChannel } from './channel.ts';
import type { Message } from './message.ts';

type Far = Partial<Pick<ChannelOptions, 'answer' | 'asksInHand' | 'onNote'>>;

/** Two ends; what the near one sends is kept as well. */
function pair(given: Far = {}): { readonly near: Channel; readonly far: Channel; readonly sent: Message[] } {
  const sent: Message[] = [];
  const near: Channel = createChannel({
    send(message) {
      sent.push(message);
      queueMicrotask(() => far.receive(structuredClone(message)));
    },
    answer: async () => undefined,
  });
  const far: Channel = createChannel({
    send: (message) => queueMicrotask(() => near.receive(structuredClone(message))),
    answer: async () => undefined,
    ...given,
  });
  return { near, far, sent };
}

const bytes = (...sizes: readonly number[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const size of sizes) controller.enqueue(new Uint8Array(size));
      controller.close();
    },
  });

const sizeOf = async (stream: ReadableStream<Uint8Array>) => (await new Response(stream).arrayBuffer()).byteLength;

test('questions are answered, errors keep code and words only if they are ours', async () => {
  const { near } = pair({
    async answer(name, value) {
      if (name === 'twice') return Number(value) * 2;
      if (name === 'refuse') throw new BaseplateError({ code: 'gone', message: 'It is gone.' });
      throw new Error('EDWARDS, Mary');
    },
  });
  expect(await near.ask('twice', 21)).toBe(42);
  await expect(near.ask('refuse', {})).rejects.toMatchObject({ code: 'gone', message: 'It is gone.' });
  await expect(near.ask('fail', {})).rejects.toMatchObject({ code: 'unexpected', message: 'It failed.' });
});

test('whoever waits no more says so; too many questions at once are refused; a closed end fails all', async () => {
  const aborted = Promise.withResolvers<void>();
  const { near } = pair({
    asksInHand: 1,
    answer: (_name, _value, signal) =>
      new Promise(() => signal.addEventListener('abort', () => aborted.resolve(), { once: true })),
  });
  const controller = new AbortController();
  const waiting = near.ask('wait', {}, controller.signal);
  await expect(near.ask('wait', {})).rejects.toMatchObject({ code: 'limit-exceeded' });
  controller.abort(new Error('Nobody waits.'));
  await expect(waiting).rejects.toThrow('Nobody waits.');
  await aborted.promise;
  const { near: other } = pair({ answer: () => new Promise(() => undefined) });
  const left = other.ask('wait', {});
  other.close(new Error('It has ended.'));
  await expect(left).rejects.toThrow('It has ended.');
  await expect(other.ask('wait', {})).rejects.toThrow('It has ended.');
});

test('a stream is pulled, in pieces of bounded size, and no faster than it is read', async () => {
  const { near, far, sent } = pair();
  let made = 0;
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        made += 1;
        controller.enqueue(new Uint8Array(200_000));
        if (made === 3) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const reader = far.streams.borrow(near.streams.lend(source), 1e6).getReader();
  expect((await reader.read()).value).toHaveLength(65_536);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(made).toBe(1);
  expect(sent.filter(({ kind }) => kind === 'chunk')).toHaveLength(1);
  let size = 65_536;
  for (let read = await reader.read(); !read.done; read = await reader.read()) size += read.value.length;
  expect(size).toBe(600_000);
});

test('a stream ends at the limit of either end, and fails where it is taken back or given up', async () => {
  const { near, far } = pair();
  expect(await sizeOf(far.streams.borrow(near.streams.lend(bytes(50, 50)), 100))).toBe(100);
  await expect(sizeOf(far.streams.borrow(near.streams.lend(bytes(50, 51)), 100))).rejects.toThrow(
    'longer than its limit',
  );
  await expect(sizeOf(far.streams.borrow(near.streams.lend(bytes(50, 51), 100), 1000))).rejects.toThrow('failed');
  const taken = near.streams.lend(bytes(10));
  near.streams.withdraw(taken);
  await expect(sizeOf(far.streams.borrow(taken, 100))).rejects.toThrow('failed');
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({
    cancel() {
      cancelled = true;
    },
  });
  const id = near.streams.lend(silent);
  const read = sizeOf(far.streams.borrow(id, 100));
  far.streams.giveUp(id, new Error('It took too long.'));
  await expect(read).rejects.toThrow('It took too long.');
  await expect.poll(() => cancelled).toBe(true);
});

test('a chunk that nobody asked for is not taken, and a stream is lent once', async () => {
  const { far } = pair();
  const stream = far.streams.borrow(5, 100);
  expect(() => far.streams.borrow(5, 100)).toThrow('lent twice');
  far.receive({ kind: 'chunk', id: 5, bytes: new Uint8Array(10) });
  far.receive({ kind: 'end', id: 5 });
  const read = stream.getReader().read();
  await Promise.resolve();
  far.receive({ kind: 'chunk', id: 5, bytes: Uint8Array.of(1) });
  expect((await read).value).toEqual(Uint8Array.of(1));
});
