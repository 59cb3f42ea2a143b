import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Host, ModuleContext, RequestHandler } from '@baseplate-epr/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { createNodeServer } from './create-node-server.ts';
import type { NodeServerOptions } from './node-server-options.ts';

/*
 * Clients on real sockets that send much and slowly, or read nothing of what they asked for.
 */

const context: ModuleContext = {
  clock: { now: () => 0 },
  logger: { info() {}, warn() {}, error() {} },
  randomBytes: (size) => new Uint8Array(size),
};
const hosts: Host[] = [];
const sockets: Socket[] = [];
const mebibyte = 1024 * 1024;

async function serve(handler: RequestHandler, options: NodeServerOptions) {
  const host = createNodeServer({ port: 0, drainTime: 100, ...options });
  hosts.push(host);
  await host.start(context);
  return Number(new URL((await host.listen({ handler })).url).port);
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const host of hosts.splice(0)) await host.stop();
});

/** A client that reads nothing. */
function client(port: number, ...head: readonly string[]): Socket {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.pause();
  socket.write([...head, 'Host: a', '', ''].join('\r\n'));
  return socket;
}

test('large bodies wait where they are until there is room for them, small ones do not', async () => {
  let inHand = 0;
  let most = 0;
  const port = await serve(
    async (request) => {
      const large = request.method === 'PUT';
      if (large) inHand += 1;
      most = Math.max(most, inHand);
      try {
        const { byteLength } = await request.arrayBuffer();
        await pause(20);
        return new Response(String(byteLength));
      } finally {
        if (large) inHand -= 1;
      }
    },
    { bodyLimit: mebibyte, bodiesLimit: 2 * mebibyte },
  );
  const url = `http://127.0.0.1:${port}`;
  const slow = Array.from({ length: 2 }, () => client(port, 'PUT / HTTP/1.1', `Content-Length: ${mebibyte}`));
  await vi.waitFor(() => expect(inHand).toBe(2));
  const waiting = Array.from({ length: 6 }, () => fetch(url, { method: 'PUT', body: new Uint8Array(mebibyte) }));
  expect(await (await fetch(url, { method: 'POST', body: 'small' })).text()).toBe('5');
  expect(inHand).toBe(2);
  for (const socket of slow) socket.destroy();
  for (const answer of waiting) expect(await (await answer).text()).toBe(String(mebibyte));
  expect(most, 'more bodies in hand than there is room for').toBe(2);
});

test('a body of unknown length takes room once it is large', async () => {
  let arrived = 0;
  const port = await serve(
    async (request) => {
      for await (const chunk of request.body ?? []) arrived += chunk.byteLength;
      return new Response('');
    },
    { bodyLimit: mebibyte, bodiesLimit: mebibyte },
  );
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let index = 0; index < 4; index += 1) {
    const socket = client(port, 'POST / HTTP/1.1', 'Transfer-Encoding: chunked');
    for (let sent = 0; sent < 12; sent += 1) socket.write(chunk);
  }
  // One has all of its twelve chunks taken, the others four.
  await vi.waitFor(() => expect(arrived).toBeGreaterThanOrEqual((12 + 3 * 4) * 0x10000));
  await pause(200);
  expect(arrived).toBeLessThanOrEqual((12 + 3 * 5) * 0x10000);
  const small = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    body: new Blob(['small']).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(small.status).toBe(200);
});

test('a client that takes nothing of a long answer is cut off, one that reads slowly is not', async () => {
  const length = 24 * mebibyte;
  const port = await serve(
    async () => new Response(new Uint8Array(length), { headers: { 'content-length': String(length) } }),
    { stallTime: 700, compressFrom: false },
  );
  const idle = client(port, 'GET / HTTP/1.1');
  const slow = client(port, 'GET / HTTP/1.1', 'Connection: close');
  let read = 0;
  slow.on('data', (chunk) => {
    read += chunk.byteLength;
    slow.pause();
    setTimeout(() => slow.resume(), 1);
  });
  slow.resume();
  await once(slow, 'end');
  expect(read).toBeGreaterThan(length);
  let taken = 0;
  idle.on('data', (chunk) => {
    taken += chunk.byteLength;
  });
  await pause(1500);
  idle.resume();
  await once(idle, 'close');
  expect(taken, 'a client that took nothing for long got all of it').toBeLessThan(length);
}, 60_000);

test('where unread answers come to too much, those who have been reading for longest are cut off', async () => {
  const length = 24 * mebibyte;
  const port = await serve(
    async () => new Response(new Uint8Array(length), { headers: { 'content-length': String(length) } }),
    { unreadLimit: 2 * length, compressFrom: false },
  );
  const idle: Socket[] = [];
  for (let index = 0; index < 4; index += 1) {
    idle.push(client(port, 'GET / HTTP/1.1', 'Connection: close'));
    await pause(150);
  }
  const whole = await Promise.all(
    idle.map(async (socket) => {
      let taken = 0;
      socket.on('data', (chunk) => {
        taken += chunk.byteLength;
      });
      socket.resume();
      await once(socket, 'close');
      return taken > length;
    }),
  );
  expect(whole).toEqual([false, false, true, true]);
}, 60_000);
