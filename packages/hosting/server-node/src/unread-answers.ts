import type { ServerResponse } from 'node:http';

/** Sees to answers that their clients do not read. */
export interface UnreadAnswers {
  /** To be told of an answer of known length before its body is written. */
  watch(outgoing: ServerResponse, length: number): void;
}

/** What bounds them. */
export interface UnreadAnswersOptions {
  /** Bytes of all long answers that clients have not read yet. */
  readonly limit: number;
  /** Milliseconds in which a client that has a long answer coming must have taken something of it. */
  readonly stallTime: number;
}

/** Shorter answers fit into the kernel's buffers, or nearly. */
const long = 64 * 1024;

/**
 * An answer of known length is in memory until its client has read it, and Node waits for that as long as it takes. So a client that takes nothing
 * is cut off, and where answers come to too much together, those who have been reading for longest are. An answer that streams holds nothing,
 * and may rest.
 */
export function createUnreadAnswers({ limit, stallTime }: UnreadAnswersOptions): UnreadAnswers {
  const unread = new Map<ServerResponse, number>();
  let bytes = 0;
  return {
    watch(outgoing, length) {
      if (length < long || outgoing.destroyed) return;
      unread.set(outgoing, length);
      bytes += length;
      outgoing.setTimeout(stallTime);
      outgoing.once('close', () => {
        unread.delete(outgoing);
        bytes -= length;
      });
      let left = bytes;
      for (const [oldest, size] of unread) {
        if (left <= limit || oldest === outgoing) break;
        left -= size;
        oldest.destroy();
      }
    },
  };
}
