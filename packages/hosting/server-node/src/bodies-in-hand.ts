import type { IncomingHttpHeaders } from 'node:http';

/** Lets in as many large request bodies as fit together. */
export interface BodiesInHand {
  /** The room of one request, to be left in any case. */
  room(headers: IncomingHttpHeaders): BodyRoom;
}

/** What the body of one request takes. */
export interface BodyRoom {
  /** To be waited for before the body is read, where a large one is announced. */
  readonly announced: Promise<void> | undefined;
  /** To be told how much has come of one whose length is not known; what it gives is to be waited for before more is read. */
  grown(bytes: number): Promise<void> | undefined;
  leave(): void;
}

/** Bodies up to so many bytes are not counted: they come by the thousand, and none of them is large. */
const small = 256 * 1024;

/**
 * Bounds the bytes of all large bodies whose requests are in hand. Whoever reads a body keeps it whole until it is answered, so clients that
 * send many at once, or begin many and go on slowly, would fill the memory. Room is given first come first served, and a body that waits is left
 * where it is, with its sender and in the kernel's buffers.
 *
 * @param limit - bytes of all together, at least `most`
 * @param most - bytes of one, which one of unknown length is taken for once it is large
 */
export function createBodiesInHand(limit: number, most: number): BodiesInHand {
  const waiting: { readonly size: number; readonly admit: () => void }[] = [];
  let inHand = 0;
  const admitNext = () => {
    for (let next = waiting[0]; next !== undefined && inHand + next.size <= limit; next = waiting[0]) {
      waiting.shift();
      inHand += next.size;
      next.admit();
    }
  };

  return {
    room(headers) {
      let held = 0;
      let left = false;
      const enter = (size: number) =>
        new Promise<void>((resolve) => {
          const admit = () => {
            held = size;
            resolve();
            if (left) giveBack();
          };
          waiting.push({ size, admit });
          admitNext();
        });
      const giveBack = () => {
        inHand -= held;
        held = 0;
        admitNext();
      };
      const size = announcedSize(headers, most);
      let entered: Promise<void> | undefined;
      return {
        announced: size > small ? enter(size) : undefined,
        grown(bytes) {
          if (bytes > small) entered ??= enter(most);
          return entered;
        },
        leave() {
          left = true;
          giveBack();
        },
      };
    },
  };
}

/** One that announces more than is accepted is refused before it is read. */
function announcedSize(headers: IncomingHttpHeaders, most: number): number {
  if (headers['transfer-encoding'] !== undefined) return 0;
  const announced = Number(headers['content-length'] ?? 0);
  return announced > most ? 0 : announced;
}
