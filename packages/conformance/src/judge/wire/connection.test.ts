import { BaseplateError } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { type Connection, createConnection, type WireMessage } from './connection.ts';

/** Two ends that clone every message, as a channel between processes does. */
function pair(onNote?: (note: unknown) => void): {
  readonly near: Connection;
  readonly far: Connection;
  times: number[];
} {
  const times: number[] = [];
  const post = (end: () => Connection) => (message: WireMessage) => {
    const copy = structuredClone(message);
    queueMicrotask(() => end().receive(copy));
  };
  const near: Connection = createConnection({ send: post(() => far), now: () => 7, ...(onNote ? { onNote } : {}) });
  const far: Connection = createConnection({ send: post(() => near), onTime: (time) => times.push(time) });
  return { near, far, times };
}

const textOf = (bytes: string) => new Blob([bytes]).stream();

test('values, functions, methods and classes of the web come through both ways', async () => {
  const { near, far, times } = pair();
  class Counter {
    readonly #step = 2;
    count(from: number) {
      return from + this.#step;
    }
  }
  far.serve({
    make: () => ({ label: 'x', nothing: undefined, counter: new Counter(), bytes: Uint8Array.of(1, 2) }),
    apply: async (change: (text: string) => Promise<string>, text: string) => `${await change(text)}!`,
    echo: async (request: Request) =>
      new Response(`${request.method} ${request.headers.get('a')} ${await request.text()}`, {
        status: 422,
        headers: { b: 'c' },
      }),
  });
  const made = (await near.request('make')) as { label: string; counter: { count(n: number): Promise<number> } };
  expect(made).toMatchObject({ label: 'x', bytes: Uint8Array.of(1, 2) });
  expect(await made.counter.count(3)).toBe(5);
  expect(await near.request('apply', async (text: string) => text.toUpperCase(), 'abc')).toBe('ABC!');
  const request = new Request('http://x.invalid/y', { method: 'POST', headers: { a: 'b' }, body: 'body' });
  const response = (await near.request('echo', request)) as Response;
  expect([response.status, response.headers.get('b'), await response.text()]).toEqual([422, 'c', 'POST b body']);
  expect(new Set(times)).toEqual(new Set([7]));
});

test('a stream is pulled chunk by chunk, told of its failure, and cancelled', async () => {
  const { near, far } = pair();
  let pulled = 0;
  let cancelled = false;
  const endless = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(Uint8Array.of(pulled));
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
  far.serve({
    endless,
    broken: () =>
      new ReadableStream({
        pull: () => Promise.reject(new BaseplateError({ code: 'storage-corrupt', message: 'Gone.' })),
      }),
    size: async (stream: ReadableStream<Uint8Array>) => (await new Response(stream).text()).length,
  });
  const reader = ((await near.request('endless')) as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  expect((await reader.read()).value).toEqual(Uint8Array.of(2));
  expect(pulled).toBe(2);
  await reader.cancel();
  expect(cancelled).toBe(true);
  const broken = ((await near.request('broken')) as ReadableStream).getReader();
  await expect(broken.read()).rejects.toMatchObject({ code: 'storage-corrupt', message: 'Gone.' });
  expect(await near.request('size', textOf('x'.repeat(200_000)))).toBe(200_000);
});

test('errors keep code and details, and leave their cause behind', async () => {
  const { near, far } = pair();
  const cause = new Error('inner');
  far.serve({
    refuse: () => Promise.reject(new BaseplateError({ code: 'gone', message: 'm', details: { a: 1 }, cause })),
    fail: () => Promise.reject(new RangeError('far')),
  });
  const error = await near.request('refuse').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'gone', message: 'm', details: { a: 1 } });
  expect((error as Error).cause).toBeUndefined();
  await expect(near.request('fail')).rejects.toMatchObject({ name: 'RangeError', message: 'far' });
  const own = new Error('The line went dead.');
  far.serve({ read: (stream: ReadableStream) => stream.getReader().read() });
  const dead = new ReadableStream({ pull: () => Promise.reject(own) });
  expect(await near.request('read', dead).catch((caught: unknown) => caught)).toBe(own);
});

test('an abort reaches the other end; a reference of a case that is over leads nowhere; a closed end fails all', async () => {
  const { near, far } = pair();
  far.serve({
    wait: (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'))),
    make: () => () => 'alive',
    never: () => new Promise(() => undefined),
  });
  const controller = new AbortController();
  const waiting = near.request('wait', controller.signal);
  controller.abort();
  expect(await waiting).toBe('aborted');
  const call = (await near.request('make')) as () => Promise<string>;
  expect(await call()).toBe('alive');
  far.forget();
  await expect(call()).rejects.toThrow('belongs to a case that is over');
  const never = near.request('never');
  near.close(new Error('The process is gone.'));
  await expect(never).rejects.toThrow('The process is gone.');
  await expect(near.request('make')).rejects.toThrow('The process is gone.');
});

test('notes arrive before the answer that follows them', async () => {
  const seen: unknown[] = [];
  const { near, far } = pair((note) => seen.push(note));
  far.serve({ work: () => far.note('working') });
  await near.request('work');
  expect(seen).toEqual(['working']);
});
