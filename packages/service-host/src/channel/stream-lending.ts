import type { Message } from './message.ts';

/** Largest chunk that is sent at once, in bytes. */
const chunkSize = 64 * 1024;

/** One end's streams: those it lends, and those it has borrowed. */
export interface StreamLending {
  /**
   * Gives a stream to the other end, which pulls it chunk by chunk: never more than one is on its way.
   *
   * @param limit - bytes after which it breaks. Default: none
   */
  lend(stream: ReadableStream<Uint8Array>, limit?: number): number;
  /**
   * The stream that the other end lent by this number.
   *
   * @param limit - bytes after which it fails
   */
  borrow(id: number, limit: number): ReadableStream<Uint8Array>;
  /** Takes a lent stream back; it is cancelled. */
  withdraw(id: number): void;
  /** Lets a borrowed stream fail, and the other end know. */
  giveUp(id: number, reason: Error): void;
  receive(message: Message): void;
  close(reason: Error): void;
}

interface Lent {
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  rest: Uint8Array;
  left: number;
  busy: boolean;
}

interface Borrowed {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  left: number;
  /** Settled by what comes; absent when nothing was asked for. */
  pulled: (() => void) | undefined;
}

/** Makes one end. */
export function createStreamLending(send: (message: Message) => void): StreamLending {
  const lent = new Map<number, Lent>();
  const borrowed = new Map<number, Borrowed>();
  let count = 0;

  async function next(id: number): Promise<void> {
    const own = lent.get(id);
    if (own === undefined) return send({ kind: 'broken', id });
    if (own.busy) return;
    own.busy = true;
    try {
      if (own.rest.length === 0) {
        const { value, done } = await own.reader.read();
        if (done || value === undefined) {
          lent.delete(id);
          return send({ kind: 'end', id });
        }
        own.rest = value;
        own.left -= value.length;
        if (own.left < 0) throw new Error('A stream is longer than its limit.');
      }
      const bytes = own.rest.subarray(0, chunkSize);
      own.rest = own.rest.subarray(chunkSize);
      if (lent.has(id)) send({ kind: 'chunk', id, bytes });
    } catch {
      withdraw(id);
      send({ kind: 'broken', id });
    } finally {
      own.busy = false;
    }
  }

  function withdraw(id: number): void {
    const own = lent.get(id);
    lent.delete(id);
    own?.reader.cancel().catch(() => undefined);
  }

  function fail(id: number, reason: Error): void {
    const own = borrowed.get(id);
    borrowed.delete(id);
    own?.controller.error(reason);
    own?.pulled?.();
  }

  function giveUp(id: number, reason: Error): void {
    if (!borrowed.has(id)) return;
    fail(id, reason);
    send({ kind: 'cancel', id });
  }

  return {
    lend(stream, limit = Infinity) {
      count += 1;
      lent.set(count, { reader: stream.getReader(), rest: new Uint8Array(), left: limit, busy: false });
      return count;
    },
    borrow(id, limit) {
      if (borrowed.has(id)) throw new Error('A stream was lent twice.');
      return new ReadableStream<Uint8Array>(
        {
          start: (controller) => void borrowed.set(id, { controller, left: limit, pulled: undefined }),
          pull: () =>
            new Promise<void>((resolve) => {
              const own = borrowed.get(id);
              if (own === undefined) return resolve();
              own.pulled = resolve;
              send({ kind: 'pull', id });
            }),
          cancel() {
            borrowed.delete(id);
            send({ kind: 'cancel', id });
          },
        },
        { highWaterMark: 0 },
      );
    },
    withdraw,
    giveUp,
    receive(message) {
      if (message.kind === 'pull') void next(message.id);
      if (message.kind === 'cancel') withdraw(message.id);
      if (message.kind === 'broken') fail(message.id, new Error('The other end of a stream failed.'));
      const own = message.kind === 'chunk' || message.kind === 'end' ? borrowed.get(message.id) : undefined;
      // What was not asked for is not taken: it would be held here.
      if (own?.pulled === undefined) return;
      const { pulled } = own;
      own.pulled = undefined;
      if (message.kind === 'end') {
        borrowed.delete(message.id);
        own.controller.close();
      } else if (message.kind === 'chunk') {
        own.left -= message.bytes.length;
        if (own.left < 0) giveUp(message.id, new Error('A stream is longer than its limit.'));
        else own.controller.enqueue(message.bytes);
      }
      pulled();
    },
    close(reason) {
      for (const id of [...borrowed.keys()]) fail(id, reason);
      for (const id of [...lent.keys()]) withdraw(id);
    },
  };
}
