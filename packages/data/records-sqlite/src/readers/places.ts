import type { BaseplateError } from '@baseplate-epr/contracts';

/** A bounded number of places, and a bounded queue for them. */
export interface Places<Place> {
  readonly all: readonly Place[];
  /** Waits for a free place, first come first served. Rejects as the limits say, or when the signal does. */
  take(signal: AbortSignal | undefined): Promise<Place>;
  giveBack(place: Place): void;
  /** Rejects those who wait, and who come later. */
  close(error: BaseplateError): void;
}

/** Limits and errors of the queue. */
export interface PlacesOptions {
  /** Most that wait. */
  readonly queue: number;
  /** Longest wait, in milliseconds. */
  readonly time: number;
  readonly busy: () => BaseplateError;
  readonly abandoned: () => BaseplateError;
}

interface Waiting<Place> {
  readonly resolve: (place: Place) => void;
  readonly reject: (error: BaseplateError) => void;
}

/** Makes a queue for these places. The place given back last is taken first, so that few of them are used when few are needed. */
export function createPlaces<Place>(all: readonly Place[], options: PlacesOptions): Places<Place> {
  const free = [...all].reverse();
  const waiting = new Set<Waiting<Place>>();
  let closed: BaseplateError | undefined;

  const wait = (signal: AbortSignal | undefined) =>
    new Promise<Place>((resolve, reject) => {
      const leave = () => {
        waiting.delete(one);
        clearTimeout(late);
        signal?.removeEventListener('abort', gone);
      };
      const one: Waiting<Place> = {
        resolve(place) {
          leave();
          resolve(place);
        },
        reject(error) {
          leave();
          reject(error);
        },
      };
      const late = setTimeout(() => one.reject(options.busy()), options.time);
      const gone = () => one.reject(options.abandoned());
      signal?.addEventListener('abort', gone);
      waiting.add(one);
    });

  return {
    all,
    async take(signal) {
      if (closed !== undefined) throw closed;
      if (signal?.aborted) throw options.abandoned();
      const place = free.pop();
      if (place !== undefined) return place;
      if (waiting.size >= options.queue) throw options.busy();
      return wait(signal);
    },
    giveBack(place) {
      const [next] = waiting;
      if (next === undefined) free.push(place);
      else next.resolve(place);
    },
    close(error) {
      closed = error;
      for (const { reject } of waiting) reject(error);
    },
  };
}
