import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openConnection } from './connection.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { percentile } from './percentile.ts';
import { requestBytes } from './request-bytes.ts';
import { runLoad } from './run-load.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(answer: (body: string, path: string) => { status: number; wait?: number }) {
  const seen = { requests: 0, atOnce: 0, most: 0, connections: 0 };
  const server = createServer(async (request, response) => {
    seen.requests += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    let body = '';
    for await (const piece of request) body += String(piece);
    const { status, wait = 0 } = answer(body, request.url ?? '');
    await new Promise((resolve) => setTimeout(resolve, wait));
    seen.atOnce -= 1;
    response.writeHead(status, { 'content-type': 'text/plain', 'x-path': request.url ?? '' }).end(`got ${body}`);
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

test('keeps so many requests on their way, each connection for all its requests', async () => {
  const { port, seen } = await serve(() => ({ status: 200, wait: 5 }));
  let left = 40;
  const request = requestBytes({ method: 'POST', path: '/a', body: 'héllo' });
  const load = await runLoad({ port, concurrency: 4, next: () => (left-- > 0 ? request : undefined) });
  expect(load.requests).toBe(40);
  expect(load.bytes).toBe(40 * Buffer.byteLength('got héllo'));
  expect(load.latencies.every((latency) => latency >= 4)).toBe(true);
  expect(seen).toMatchObject({ requests: 40, most: 4, connections: 4 });
});

test('ends at its time', async () => {
  const { port } = await serve(() => ({ status: 200 }));
  const request = requestBytes({ method: 'GET', path: '/' });
  const load = await runLoad({ port, concurrency: 2, next: () => request, milliseconds: 50 });
  expect(load.requests).toBeGreaterThan(2);
  expect(load.milliseconds).toBeGreaterThanOrEqual(49);
  expect(load.milliseconds).toBeLessThan(1000);
});

test('goes on over a connection that the server closed while it was idle', async () => {
  const { port, seen } = await serve(() => ({ status: 200 }));
  const connection = await openConnection(port, false);
  const request = requestBytes({ method: 'GET', path: '/' });
  const send = () => new Promise((resolve) => connection.send(request, resolve));
  expect(await send()).toMatchObject({ status: 200 });
  servers.at(-1)?.closeIdleConnections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await send()).toMatchObject({ status: 200 });
  expect(seen).toMatchObject({ requests: 2, connections: 2 });
  connection.close();
});

test('measures nothing over failures', async () => {
  const { port } = await serve(() => ({ status: 500 }));
  const request = requestBytes({ method: 'GET', path: '/' });
  await expect(runLoad({ port, concurrency: 1, next: () => request })).rejects.toThrow('status 500');
});

test('keeps an answer with its headers, without those of the connection', async () => {
  const { port } = await serve(() => ({ status: 404 }));
  const answer = await fetchAnswer(port, requestBytes({ method: 'GET', path: '/x?y=1' }));
  expect(answer).toEqual({
    status: 404,
    headers: { 'content-type': 'text/plain', 'x-path': '/x?y=1' },
    body: 'got ',
  });
});

test('takes the value below which a share lies', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 51, 96, 100, 100]);
  expect(percentile([], 0.5)).toBe(0);
});
