import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { Host, RequestHandler } from '@baseplate-epr/contracts';
import type { Case, Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';

type Run = (host: Host, ask: (handler: RequestHandler) => Promise<string>) => Promise<void>;

/** A case that listens with a handler of its own and asks over HTTP. */
function hostCase(name: string, run: Run): Case<Host> {
  return {
    name,
    safety: false,
    run: ({ adapter }) => run(adapter, async (handler) => (await adapter.listen({ handler })).url),
  };
}

const cases: readonly Case<Host>[] = [
  hostCase('hands over method, path, headers and body, and gives back status, headers and body', async (_, listen) => {
    const url = await listen(async (request) => {
      const { pathname, search } = new URL(request.url);
      const words = [request.method, pathname + search, request.headers.get('x-asked'), await request.text()];
      return new Response(words.join(' '), { status: 418, headers: { 'x-answered': 'yes' } });
    });
    const answer = await fetch(`${url}/a%20b?c=d`, { method: 'PUT', headers: { 'x-asked': 'this' }, body: 'é' });
    assert.equal(answer.status, 418, 'The status is another.');
    assert.equal(answer.headers.get('x-answered'), 'yes', 'A header is lost.');
    assert.equal(await answer.text(), 'PUT /a%20b?c=d this é', 'The request did not arrive as it was sent.');
  }),
  hostCase('tells the peer’s address', async (_, listen) => {
    const url = await listen(async (_request, { remoteAddress }) => new Response(remoteAddress));
    assert.match(await (await fetch(url)).text(), /127\.0\.0\.1|::1/, 'The peer’s address is not told.');
  }),
  hostCase('bodies of a mebibyte come through both ways, unchanged', async (_, listen) => {
    const url = await listen(async (request) => new Response(await request.arrayBuffer()));
    const body = Uint8Array.from({ length: 1_048_576 }, (_item, at) => at % 251);
    const answer = new Uint8Array(await (await fetch(url, { method: 'POST', body })).arrayBuffer());
    assert.ok(Buffer.from(answer).equals(body), 'A large body was changed.');
  }),
  hostCase('two cookies stay two', async (_, listen) => {
    const headers = new Headers([
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2; Path=/'],
    ]);
    const url = await listen(async () => new Response('', { headers }));
    assert.equal((await fetch(url)).headers.getSetCookie().length, 2, 'Cookies were joined or lost.');
  }),
  hostCase('a handler that throws is answered 500 without a word of what it threw', async (_, listen) => {
    const url = await listen(() => Promise.reject(new Error('Mary Edwards')));
    const answer = await fetch(url);
    assert.equal(answer.status, 500);
    assert.ok(!(await answer.text()).includes('Edwards'), 'The error’s words reached the caller.');
  }),
  hostCase('malformed HTTP is answered 400 and never reaches the handler', async (_, listen) => {
    let called = false;
    const url = await listen(async () => {
      called = true;
      return new Response('');
    });
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    let said = '';
    await new Promise<void>((resolve) => {
      socket.on('data', (bytes) => {
        said += bytes.toString('latin1');
      });
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
      socket.end('NOT HTTP AT ALL\r\n\r\n');
    });
    assert.match(said, /^HTTP\/1\.1 400/, 'Malformed HTTP is not answered 400.');
    assert.equal(called, false, 'Malformed HTTP reached the handler.');
  }),
  hostCase('answers carry security headers that the handler did not set', async (_, listen) => {
    const url = await listen(async () => new Response('x'));
    assert.equal((await fetch(url)).headers.get('x-content-type-options'), 'nosniff', 'nosniff is missing.');
  }),
  hostCase('stop lets a request in hand finish, and takes no more', async (host, listen) => {
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const url = await listen(async () => {
      arrived.resolve();
      await go.promise;
      return new Response('finished');
    });
    const inHand = fetch(url).then((answer) => answer.text());
    await arrived.promise;
    const stopped = host.stop();
    go.resolve();
    assert.equal(await inHand, 'finished', 'A request in hand was cut off.');
    await stopped;
    await assert.rejects(fetch(url), 'It still listens after its stop.');
  }),
];

/** A host that does not listen yet cannot do its work, so its health is asked for when it does. */
const listening: readonly Case<Host>[] = [
  {
    name: 'is healthy once it listens, also after it was opened again',
    safety: false,
    run: async ({ adapter, reopen }) => {
      for (let host = adapter, round = 0; round < 3; round += 1, host = await reopen()) {
        await host.listen({ handler: async () => new Response('') });
        assert.equal((await host.health()).status, 'pass', 'A host that listens is not healthy.');
      }
    },
  },
];

/** The promises of host, version 1. Its options must let it take any free port of this machine. */
export const hostKit: Kit<Host> = {
  contract: 'host',
  contractVersion: 1,
  cases: [
    ...moduleCases<Host>('host', 1).filter(({ name }) => !/healthy|opened again/.test(name)),
    ...listening,
    ...cases,
  ],
};
