import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { loadPatients } from './load-patients.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A record that keeps the first resource of each transaction, as far as the loader can tell. */
async function serveRecord(fails: (transactions: number) => boolean = () => false) {
  const written = new Map<string, number>();
  let transactions = 0;
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const known = written.has((request.url ?? '').replace('/fhir/', ''));
      response.writeHead(known ? 200 : 404, { 'content-length': 2 }).end('{}');
      return;
    }
    let body = '';
    for await (const piece of request) body += String(piece);
    transactions += 1;
    const first = /"method":"PUT","url":"([^"]+)"/.exec(body)?.[1] ?? '';
    const status = fails(transactions) ? 500 : 200;
    if (status === 200) written.set(first, (written.get(first) ?? 0) + 1);
    response.writeHead(status, { 'content-length': 2 }).end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, written };
}

function loading(port: number, from: number, to: number) {
  const progress: { complete: number; resources: number }[] = [];
  const bundles: number[] = [];
  const run = loadPatients({
    port,
    token: 'token',
    from,
    to,
    onLoaded: (at) => progress.push(at),
    onBundle: async (index) => {
      bundles.push(index);
    },
  });
  return { run, progress, bundles };
}

test('loads every bundle once, and says how far nothing is missing', async () => {
  const { port, written } = await serveRecord();
  const { run, progress, bundles } = loading(port, 0, 40);
  await run;
  expect([...written.values()]).toEqual(Array.from({ length: 41 }, () => 1));
  expect(bundles.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 41 }, (_, index) => index));
  expect(progress.at(-1)?.complete).toBe(40);
  expect(progress.every(({ complete }, at) => at === 0 || complete >= (progress[at - 1]?.complete ?? 0))).toBe(true);
}, 120_000);

test('goes on after an interruption without writing anything twice', async () => {
  let broken = true;
  const { port, written } = await serveRecord((transactions) => broken && transactions > 25);
  await expect(loading(port, 0, 60).run).rejects.toThrow('status 500');
  expect(written.size).toBe(25);
  broken = false;
  // As if only the organisations had been noted as loaded: what is there already is found.
  await loading(port, 1, 60).run;
  expect(written.size).toBe(61);
  expect([...written.values()].every((times) => times === 1)).toBe(true);
}, 120_000);
