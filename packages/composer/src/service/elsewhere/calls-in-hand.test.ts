import type { ServiceContext } from '@baseplate-epr/contracts';
import { createChannel, type Message } from '@baseplate-epr/service-host';
import { expect, test, vi } from 'vitest';
import { answerWithinCall, type CallInHand } from './calls-in-hand.ts';
import { isolationOf } from './isolation-limits.ts';
import type { RunningProgram } from './run-program.ts';
import { sendCall } from './send-call.ts';

const limits = isolationOf({});

/** A call of a service that the test plays, with this way to the record. */
function callWith(fetch: ServiceContext['record']['fetch']) {
  const sent: Message[] = [];
  const channel = createChannel({ send: (message) => void sent.push(message), answer: async () => ({}) });
  const calls = new Map<number, CallInHand>();
  const { fetch: send, drained } = sendCall({
    name: 'other',
    calls,
    limits,
    program: () => ({ channel }) as RunningProgram,
  });
  const context = { signal: new AbortController().signal, record: { fetch } } as ServiceContext;
  const answer = send(new Request('http://service.invalid/'), context);
  const ask = (request: object) =>
    answerWithinCall(
      calls,
      { name: 'record', value: { call: 1, request }, signal: context.signal },
      { channel, limits },
    );
  return { sent, channel, answer, ask, drained };
}

test('the body of a request that the record refuses is given back, however often', async () => {
  const { sent, ask } = callWith(async () => {
    throw new Error('refused');
  });
  for (let time = 0; time < 3; time += 1) {
    const request = { url: '/elsewhere', method: 'POST', headers: [], body: 7 };
    await expect(ask(request)).rejects.toThrow('refused');
  }
  expect(sent.filter(({ kind }) => kind === 'cancel')).toEqual(Array(3).fill({ kind: 'cancel', id: 7 }));
});

test('what the record answers after a call is over is kept for nobody', async () => {
  const record = Promise.withResolvers<Response>();
  const { channel, answer, ask, drained } = callWith(() => record.promise);
  const asked = ask({ url: '/fhir/Patient', method: 'GET', headers: [] });
  channel.receive({ kind: 'answer', id: 1, value: { status: 200, headers: [] } });
  await answer;
  await drained();
  const cancel = vi.fn();
  record.resolve(new Response(new ReadableStream({ cancel })));
  await asked;
  expect(cancel).toHaveBeenCalledOnce();
});
