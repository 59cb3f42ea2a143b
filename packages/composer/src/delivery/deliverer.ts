import {
  type ChangeEvent,
  type Clock,
  type FailureReason,
  isBaseplateError,
  type Logger,
} from '@baseplate-epr/contracts';
import type { EventsPage } from '@baseplate-epr/record';
import { createBell } from './bell.ts';
import type { DeadLetters, LetterDecision } from './dead-letters.ts';
import { createDeliveryCourse } from './delivery-course.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { DeliveryTimes } from './delivery-times.ts';
import { createDeliveryWindow, versionName, type Waiting } from './delivery-window.ts';
import { createLetterRound } from './letter-round.ts';
import type { Tenure } from './tenure.ts';

/** What deliveries to one service are made from. */
export interface DelivererOptions {
  readonly service: string;
  readonly tenure: Tenure;
  readonly letters: DeadLetters;
  readonly times: DeliveryTimes;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0 to 1, by chance. */
  chance(): number;
  /** Reads changes that the service may hear of; without a cursor it says where the end is. */
  read(from: { readonly after: string } | 'beginning' | 'end', limit: number): Promise<EventsPage>;
  /** Never rejects. */
  deliver(event: ChangeEvent, signal: AbortSignal): Promise<'heard' | FailureReason>;
  /** Writes into the audit what somebody has decided about a dead letter. */
  decided(decision: LetterDecision, version: string): Promise<void>;
}

/** Deliveries under way. */
export interface Deliverer {
  /** There is something new to be read. */
  wake(): void;
  /** Resolves when another process has the right to deliver, or it was stopped. */
  readonly ended: Promise<void>;
  /** Lets what is in hand be answered, for a while, notes how far it has come, and gives up the right. */
  stop(): Promise<void>;
}

/** How often it is looked whether a note is due, in milliseconds. */
const tick = 100;
/** How long what is in hand may take when deliveries are stopped, in milliseconds. */
const lastWords = 2000;

/** Delivers to one service for as long as the tenure lasts. */
export function startDeliverer(options: DelivererOptions): Deliverer {
  const { service, tenure, letters, times, clock, logger } = options;
  const begun = tenure.note();
  const window = createDeliveryWindow(begun.cursor);
  const course = createDeliveryCourse({ ...begun, times, chance: options.chance });
  const earlier = new Map(Object.entries(begun.failing));
  const bell = createBell();
  const over = new AbortController();
  const inHand = new Set<Promise<void>>();
  const now = () => performance.now();
  let { cursor: readFrom, unreadable, lastDelivered } = begun;
  let readAt = 0;
  let notedAt = now();
  let hasNews = false;
  let isStopping = false;
  let isStuck = false;
  let isFull = false;
  let noting: Promise<void> = Promise.resolve();

  const round = createLetterRound({ letters, window, decided: options.decided });

  async function read(): Promise<void> {
    if (now() < readAt || window.all().length > times.window - times.page) return;
    try {
      const page = await options.read(readFrom === '' ? 'beginning' : { after: readFrom }, times.page);
      const waiting = page.events.map((event): Waiting => {
        const [attempts, strikes] = earlier.get(versionName(event)) ?? [0, 0];
        earlier.delete(versionName(event));
        return { event, attempts, strikes };
      });
      window.add({ waiting, cursor: page.cursor });
      hasNews ||= readFrom !== page.cursor;
      readFrom = page.cursor;
      readAt = page.end ? now() + times.look : 0;
      if (page.end) earlier.clear();
      isStuck = false;
      if (page.unreadable === undefined) return;
      unreadable += 1;
      logger.error(`A service could not be told of a version that the record store cannot read. ${page.unreadable}`, {
        service,
      });
    } catch (error) {
      await couldNotRead(error);
    }
  }

  async function couldNotRead(error: unknown): Promise<void> {
    const code = isBaseplateError(error) ? error.code : 'unexpected';
    readAt = now() + times.look;
    if (!isStuck)
      logger.warn('Changes cannot be read for a service. They are tried again until they can.', { service, code });
    isStuck = true;
    if (code !== 'query-invalid' || readFrom === '') return;
    // Either the cursor is of no store that is there, or the subscriptions cannot be applied; then the end cannot be asked for either.
    try {
      await options.read('end', 1);
    } catch {
      return;
    }
    logger.warn(
      'The record has another store than when a service was told of it last. It is told of everything again.',
      {
        service,
      },
    );
    readFrom = '';
  }

  async function attempt(waiting: Waiting): Promise<void> {
    const { event } = waiting;
    const outcome = await options.deliver({ ...event, attempt: waiting.attempts + 1 }, over.signal);
    // Another process may be telling it by now; nothing that is known here counts any more.
    if (over.signal.aborted) return;
    hasNews = true;
    if (outcome === 'heard') {
      course.taken();
      lastDelivered = clock.now();
      await round.taken(event);
      window.settle(event);
      return;
    }
    const again = course.refused(waiting, now());
    logger.warn('A service did not take a change.', { service, reason: outcome, attempts: again.waiting.attempts });
    const aside = { event, attempts: again.waiting.attempts, at: clock.now(), reason: outcome };
    if (await round.refused(aside)) window.settle(event);
    else if (again.waiting.strikes < times.strikes || course.isAway) window.putBack(again.waiting, again.notBefore);
    else if (await round.putAside(aside)) {
      isFull = false;
      logger.error('A service takes others, but not this change: it was put aside. See baseplate deliveries.', {
        service,
      });
      window.settle(event);
    } else {
      isFull = true;
      window.putBack(again.waiting, again.notBefore);
    }
  }

  function start(): void {
    while (!isStopping && tenure.isValid() && now() >= course.restUntil) {
      if (inHand.size >= (course.isAway ? 1 : times.atOnce)) return;
      const waiting = window.take(now());
      if (waiting === undefined) return;
      const work = attempt(waiting)
        .catch(() => {
          // The state store, in which dead letters are kept, is away.
          isStuck = true;
          window.putBack(waiting, now() + times.pause);
        })
        .finally(() => {
          inHand.delete(work);
          bell.ring();
        });
      inHand.add(work);
    }
  }

  function note(holder: DeliveryNote['holder']): DeliveryNote {
    const all = window.all();
    const at = clock.now();
    const failing = all.filter((one) => one.attempts > 0 && !round.holds(one.event));
    const oldest = Math.min(at, ...all.map(({ event }) => event.lastUpdated));
    const state = isStuck ? 'stuck' : isFull ? 'full' : course.isAway ? 'away' : 'delivering';
    return {
      cursor: window.cursor(),
      ...(begun.owner === undefined ? {} : { owner: begun.owner }),
      ...(holder === undefined ? {} : { holder }),
      failing: {
        ...Object.fromEntries(earlier),
        ...Object.fromEntries(failing.map((one) => [versionName(one.event), [one.attempts, one.strikes] as const])),
      },
      delivered: course.delivered,
      failures: course.failures,
      unreadable,
      ...(lastDelivered === undefined ? {} : { lastDelivered }),
      stood: { state, at, lag: at - oldest, waiting: all.length },
    };
  }

  async function keepNote(): Promise<void> {
    if (over.signal.aborted) return;
    const age = now() - notedAt;
    if (age < (hasNews ? times.note : times.beat)) return;
    const isBeat = age >= times.beat || begun === tenure.note();
    notedAt = now();
    hasNews = false;
    try {
      if (!(await tenure.keep(note(begun.holder)))) over.abort();
      else if (isBeat) await round.make();
    } catch {
      isStuck = true;
    }
  }

  async function go(): Promise<void> {
    while (!isStopping && !over.signal.aborted) {
      await read();
      start();
      const room = window.all().length <= times.window - times.page;
      const next = Math.min(
        room ? readAt : Number.POSITIVE_INFINITY,
        Math.max(window.nextAt() ?? Number.POSITIVE_INFINITY, course.restUntil, inHand.size > 0 ? now() + tick : 0),
        now() + times.look,
      );
      await bell.heard(Math.max(0, next - now()));
    }
  }

  const ticking = setInterval(() => {
    if (!tenure.isValid()) over.abort();
    if (over.signal.aborted) bell.ring();
    else noting = noting.then(keepNote);
  }, tick).unref();
  const ended = go().finally(() => clearInterval(ticking));
  return {
    ended,
    wake() {
      readAt = Math.min(readAt, now() + times.gather);
      bell.ring();
    },
    async stop() {
      isStopping = true;
      bell.ring();
      await ended;
      const timer = setTimeout(() => over.abort(), lastWords).unref();
      await Promise.all(inHand);
      clearTimeout(timer);
      await noting;
      if (over.signal.aborted && !tenure.isValid()) return;
      await tenure
        .keep(note(undefined))
        .catch(() => logger.warn('Deliveries could not be noted at the end.', { service }));
    },
  };
}
