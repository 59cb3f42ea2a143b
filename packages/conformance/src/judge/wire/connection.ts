import { decode, type References } from './decode.ts';
import { encode } from './encode.ts';
import { createValueTable } from './value-table.ts';
import { createErrorTravel, type WireError } from './wire-error.ts';

/** One message between the judge and the judged. */
export type WireMessage =
  | {
      readonly kind: 'call' | 'pull' | 'cancel' | 'aborted';
      readonly call: number;
      readonly id: number;
      readonly parameters?: unknown;
      readonly now?: number;
    }
  | { readonly kind: 'answer'; readonly call: number; readonly value?: unknown; readonly error?: WireError }
  | { readonly kind: 'note'; readonly note: unknown };

/** One end of the channel between two processes. */
export interface Connection {
  /** Makes functions of this process callable from the other, under number 0. */
  serve(functions: Readonly<Record<string, (...parameters: never[]) => unknown>>): void;
  /** Calls a function that the other end serves. */
  request(name: string, ...parameters: readonly unknown[]): Promise<unknown>;
  /** Sends something that needs no answer; it arrives before every answer sent after it. */
  note(note: unknown): void;
  receive(message: WireMessage): void;
  /** Fails every call that waits, and every later one. */
  close(reason: Error): void;
  /** Forgets every reference given away. */
  forget(): void;
}

/** How an end sends, and what it does with what comes. */
export interface ConnectionOptions {
  send(message: WireMessage): void;
  onNote?(note: unknown): void;
  /** Goes along with each call, so that the other end's clock is this one's. */
  now?(): number;
  onTime?(now: number): void;
}

type Callable = (...parameters: readonly unknown[]) => unknown;

/** Makes one end of a channel. Calls go both ways; each is answered in its own time. */
export function createConnection({ send, onNote, now, onTime }: ConnectionOptions): Connection {
  const table = createValueTable();
  const errors = createErrorTravel();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let served: Readonly<Record<string, Callable>> = {};
  let calls = 0;
  let closed: Error | undefined;

  function ask(
    kind: 'call' | 'pull' | 'cancel' | 'aborted',
    id: number,
    parameters?: readonly unknown[],
  ): Promise<unknown> {
    if (closed !== undefined) return Promise.reject(closed);
    calls += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(calls, answer);
    const time = now === undefined ? {} : { now: now() };
    const given = parameters === undefined ? {} : { parameters: encode(parameters, table) };
    send({ kind, call: calls, id, ...given, ...time });
    return answer.promise;
  }

  const references: References = {
    call: (id, parameters) => ask('call', id, parameters),
    pull: (id) => ask('pull', id) as Promise<Uint8Array | undefined>,
    cancel: async (id) => void (await ask('cancel', id)),
    aborted: async (id) => void (await ask('aborted', id)),
  };

  async function carryOut(message: Extract<WireMessage, { readonly id: number }>): Promise<unknown> {
    const target = table.find(message.id);
    if (message.kind === 'call') {
      const parameters = decode(message.parameters, references) as readonly unknown[];
      if (message.id === 0) {
        const [name, ...rest] = parameters;
        return served[String(name)]?.(...rest);
      }
      if (typeof target !== 'function') throw new Error('What was called belongs to a case that is over.');
      return target(...parameters);
    }
    if (target instanceof AbortSignal) {
      return (
        target.aborted ||
        new Promise<void>((resolve) => target.addEventListener('abort', () => resolve(), { once: true }))
      );
    }
    const reader = target as ReadableStreamDefaultReader<Uint8Array> | undefined;
    if (message.kind === 'pull') return (await reader?.read())?.value;
    return reader?.cancel();
  }

  return {
    serve(functions) {
      served = functions as Readonly<Record<string, Callable>>;
    },
    request: (name, ...parameters) => ask('call', 0, [name, ...parameters]),
    note: (note) => send({ kind: 'note', note }),
    receive(message) {
      if (message.kind === 'note') onNote?.(message.note);
      else if (message.kind === 'answer') {
        const answer = waiting.get(message.call);
        waiting.delete(message.call);
        if (message.error === undefined) answer?.resolve(decode(message.value, references));
        else answer?.reject(errors.enter(message.error));
      } else {
        if (message.now !== undefined) onTime?.(message.now);
        carryOut(message).then(
          (value) => answerWith(message.call, () => ({ value: encode(value, table) })),
          (error: unknown) => answerWith(message.call, () => ({ error: errors.leave(error) })),
        );
      }
    },
    close(reason) {
      closed ??= reason;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
    forget() {
      table.clear();
      errors.forget();
    },
  };

  function answerWith(call: number, content: () => { readonly value?: unknown; readonly error?: WireError }): void {
    let answer: ReturnType<typeof content>;
    try {
      answer = content();
    } catch (error) {
      answer = { error: errors.leave(error) };
    }
    send({ kind: 'answer', call, ...answer });
  }
}
