import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';
import type { Message } from './message.ts';
import { createStreamLending, type StreamLending } from './stream-lending.ts';

/** One end of the way between the record and a service in another process or thread. */
export interface Channel {
  readonly streams: Pick<StreamLending, 'lend' | 'borrow' | 'withdraw' | 'giveUp'>;
  /**
   * Asks the other end. Rejects with the reason of the signal when it is aborted, and the other end is told.
   *
   * @throws BaseplateError with the code and words of the other end, which the record must not believe
   */
  ask(name: string, value: unknown, signal?: AbortSignal): Promise<unknown>;
  note(name: string, value: unknown): void;
  receive(message: Message): void;
  /** Fails everything that waits, and everything later. */
  close(reason: Error): void;
}

/** What an end does with what comes. */
export interface ChannelOptions {
  send(message: Message): void;
  /** Answers what the other end asks. What it throws is told there by code and words if it is a BaseplateError, and as nothing else. */
  answer(name: string, value: unknown, signal: AbortSignal): Promise<unknown>;
  onNote?(name: string, value: unknown): void;
  /** Most questions of the other end in hand at once; more are refused. Default: any number. */
  readonly asksInHand?: number;
}

/** Makes one end. */
export function createChannel({ send, answer, onNote, asksInHand = Infinity }: ChannelOptions): Channel {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const inHand = new Map<number, AbortController>();
  const streams = createStreamLending(send);
  let count = 0;
  let closed: Error | undefined;

  async function carryOut({ id, name, value }: Extract<Message, { kind: 'ask' }>): Promise<void> {
    if (inHand.has(id) || inHand.size >= asksInHand) {
      return send({ kind: 'failure', id, code: 'limit-exceeded', message: 'Too much was asked at once.' });
    }
    const controller = new AbortController();
    inHand.set(id, controller);
    try {
      const answered = await answer(name, value, controller.signal);
      if (closed === undefined) send({ kind: 'answer', id, value: answered });
    } catch (error) {
      const { code, message } = isBaseplateError(error) ? error : { code: 'unexpected', message: 'It failed.' };
      if (closed === undefined) send({ kind: 'failure', id, code, message });
    } finally {
      inHand.delete(id);
    }
  }

  return {
    streams,
    async ask(name, value, signal) {
      if (closed !== undefined) throw closed;
      signal?.throwIfAborted();
      count += 1;
      const id = count;
      const settled = Promise.withResolvers<unknown>();
      waiting.set(id, settled);
      const abort = () => {
        settled.reject(signal?.reason);
        send({ kind: 'abort', id });
      };
      signal?.addEventListener('abort', abort, { once: true });
      try {
        send({ kind: 'ask', id, name, value });
        return await settled.promise;
      } finally {
        waiting.delete(id);
        signal?.removeEventListener('abort', abort);
      }
    },
    note: (name, value) => send({ kind: 'note', name, value }),
    receive(message) {
      if (closed !== undefined) return;
      if (message.kind === 'ask') void carryOut(message);
      else if (message.kind === 'answer') waiting.get(message.id)?.resolve(message.value);
      else if (message.kind === 'failure') {
        const { code, message: words } = message;
        waiting.get(message.id)?.reject(new BaseplateError({ code: code as ErrorCode, message: words }));
      } else if (message.kind === 'abort') inHand.get(message.id)?.abort();
      else if (message.kind === 'note') onNote?.(message.name, message.value);
      else streams.receive(message);
    },
    close(reason) {
      closed ??= reason;
      for (const { reject } of waiting.values()) reject(reason);
      for (const controller of inHand.values()) controller.abort();
      streams.close(reason);
    },
  };
}
