import { type DeliveryTimes, pauseAfter } from './delivery-times.ts';
import type { Waiting } from './delivery-window.ts';

/** How the deliveries to one service have gone so far. */
export interface DeliveryCourse {
  readonly delivered: number;
  readonly failures: number;
  /** Whether it has failed so often in a row, whatever it was told, that it is the service rather than a change. */
  readonly isAway: boolean;
  /** Before this time it is left alone. */
  readonly restUntil: number;
  taken(): void;
  /** A change failed. @returns it as it is to be tried again, and not before when */
  refused(waiting: Waiting, now: number): { readonly waiting: Waiting; readonly notBefore: number };
}

/** What a course begins with. */
export interface CourseOptions {
  readonly delivered: number;
  readonly failures: number;
  readonly times: DeliveryTimes;
  /** 0 to 1, by chance. */
  chance(): number;
}

/** Goes on where a process before has left off. */
export function createDeliveryCourse({ times, chance, ...begun }: CourseOptions): DeliveryCourse {
  let { delivered, failures } = begun;
  let inRow = 0;
  let restUntil = 0;
  /** How many had been delivered when a change failed last. */
  const deliveredThen = new WeakMap<Waiting, number>();
  return {
    get delivered() {
      return delivered;
    },
    get failures() {
      return failures;
    },
    get isAway() {
      return inRow >= times.away;
    },
    get restUntil() {
      return restUntil;
    },
    taken() {
      delivered += 1;
      inRow = 0;
      restUntil = 0;
    },
    refused(before, now) {
      failures += 1;
      inRow += 1;
      if (inRow >= times.away) restUntil = now + pauseAfter(inRow - times.away + 1, times, chance());
      const others = deliveredThen.get(before);
      const isStrike = others === undefined || delivered > others;
      const waiting = { ...before, attempts: before.attempts + 1, strikes: before.strikes + (isStrike ? 1 : 0) };
      deliveredThen.set(waiting, delivered);
      return { waiting, notBefore: now + pauseAfter(waiting.attempts, times, chance()) };
    },
  };
}
