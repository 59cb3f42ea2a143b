import { expect, test } from 'vitest';
import { createChannel } from './channel.ts';
import type { Message } from './message.ts';
import { fromWireResponse } from './wire-http.ts';

test.each([204, 99])('the body of an answer with status %i, which can have none, is given back', (status) => {
  const sent: Message[] = [];
  const channel = createChannel({ send: (message) => void sent.push(message), answer: async () => ({}) });
  expect(() => fromWireResponse({ status, headers: [], body: 3 }, channel, 10)).toThrow();
  expect(sent).toEqual([{ kind: 'cancel', id: 3 }]);
});
