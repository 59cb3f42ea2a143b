import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { handOverByTurn } from './hand-over-by-turn.ts';

function exchange(): [IncomingMessage, ServerResponse] {
  const incoming = new IncomingMessage(new Socket());
  return [incoming, new ServerResponse(incoming)];
}

test('what arrives in one turn is handed over together at its end, in order, each once', async () => {
  const handed: IncomingMessage[] = [];
  const listener = handOverByTurn((incoming) => handed.push(incoming));
  const [first, second, third] = [exchange(), exchange(), exchange()];
  listener(...first);
  await Promise.resolve();
  listener(...second);
  expect(handed).toEqual([]);
  await nextTurn();
  expect(handed).toEqual([first[0], second[0]]);
  listener(...third);
  await nextTurn();
  expect(handed).toEqual([first[0], second[0], third[0]]);
});

test('nothing is begun for who hung up meanwhile', async () => {
  const handed: IncomingMessage[] = [];
  const listener = handOverByTurn((incoming) => handed.push(incoming));
  const [gone, waiting] = [exchange(), exchange()];
  listener(...gone);
  listener(...waiting);
  gone[1].destroy();
  await nextTurn();
  expect(handed).toEqual([waiting[0]]);
});
