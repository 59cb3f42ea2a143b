import type { RecordEvent } from '@baseplate-epr/record';

/** A change on its way to a service. */
export interface Waiting {
  readonly event: RecordEvent;
  /** Deliveries that failed so far. */
  readonly attempts: number;
  /** Of these, how many failed while others were taken: then it is this change that is not, rather than any. */
  readonly strikes: number;
}

/** One page of them, as it was read. */
export interface WaitingPage {
  readonly waiting: readonly Waiting[];
  /** Where reading goes on after it. */
  readonly cursor: string;
}

/**
 * The changes that were read and not yet taken, in commit order. Bounded by whoever adds to it.
 *
 * Changes that concern one patient, or one resource, are handed out one after the other, each once the one before is settled; what waits
 * for another attempt holds back those behind it, and nobody else's.
 */
export interface DeliveryWindow {
  add(page: WaitingPage): void;
  /** Puts one behind all others, as if it were new; it belongs to no page. */
  addLast(waiting: Waiting): void;
  /** The first that may be delivered now; it is in hand until it is settled. */
  take(now: number): Waiting | undefined;
  /** It needs no further care. */
  settle(event: RecordEvent): void;
  /** It is to be taken again, not before this time. */
  putBack(waiting: Waiting, notBefore: number): void;
  /** When the next may be taken, as far as that depends on time alone; `undefined` if none may. */
  nextAt(): number | undefined;
  /** Where to go on reading after a restart: everything before it is settled. */
  cursor(): string;
  all(): readonly Waiting[];
}

interface Place {
  waiting: Waiting;
  readonly lanes: readonly string[];
  readonly page: { readonly cursor: string; left: number } | undefined;
  notBefore: number;
  isInHand: boolean;
}

/** Begins at a cursor, with nothing. */
export function createDeliveryWindow(from: string): DeliveryWindow {
  const places = new Map<string, Place>();
  const pages: NonNullable<Place['page']>[] = [];
  let cursor = from;

  const advance = () => {
    while (pages[0]?.left === 0) cursor = pages.shift()?.cursor ?? cursor;
  };
  const put = (waiting: Waiting, page: Place['page']) => {
    const { event } = waiting;
    // The same change may be read again after a change-over: it waits once.
    if (places.has(versionName(event))) return false;
    places.set(versionName(event), { waiting, lanes: lanesOf(event), page, notBefore: 0, isInHand: false });
    return true;
  };

  /** Those that nothing before them holds back. */
  function* unheld(): Generator<Place> {
    const held = new Set<string>();
    for (const place of places.values()) {
      if (!place.isInHand && !place.lanes.some((lane) => held.has(lane))) yield place;
      for (const lane of place.lanes) held.add(lane);
    }
  }

  return {
    add({ waiting, cursor: after }) {
      const page = { cursor: after, left: 0 };
      for (const one of waiting) if (put(one, page)) page.left += 1;
      pages.push(page);
      advance();
    },
    addLast(waiting) {
      put(waiting, undefined);
    },
    take(now) {
      for (const place of unheld()) {
        if (place.notBefore > now) continue;
        place.isInHand = true;
        return place.waiting;
      }
      return undefined;
    },
    settle(event) {
      const place = places.get(versionName(event));
      if (place === undefined) return;
      places.delete(versionName(event));
      if (place.page !== undefined) place.page.left -= 1;
      advance();
    },
    putBack(waiting, notBefore) {
      const place = places.get(versionName(waiting.event));
      if (place !== undefined) Object.assign(place, { waiting, notBefore, isInHand: false });
    },
    nextAt() {
      const times = [...unheld()].map(({ notBefore }) => notBefore);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    cursor: () => cursor,
    all: () => [...places.values()].map(({ waiting }) => waiting),
  };
}

/** Names a version, as FHIR does. */
export function versionName({ type, id, versionId }: Pick<RecordEvent, 'type' | 'id' | 'versionId'>): string {
  return `${type}/${id}/_history/${versionId}`;
}

function lanesOf({ type, id, patients }: RecordEvent): readonly string[] {
  return [`${type}/${id}`, ...patients.map((patient) => `Patient/${patient}`)];
}
