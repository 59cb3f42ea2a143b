import type { ChangeEvent, Subscription } from '@baseplate-epr/contracts';
import type { SessionOptions } from '../record-core.ts';

/** A change as the record tells it; how often it was delivered is known to whoever delivers it. */
export type RecordEvent = Omit<ChangeEvent, 'attempt'>;

/** Which changes are asked for, and by whom. */
export interface EventsOptions extends SessionOptions {
  readonly subscriptions: readonly Subscription[];
  /** {@link EventsPage.cursor} of an earlier page; absent: see `begin`. */
  readonly after?: string;
  /** Where to begin without `after`. Default `beginning`. */
  readonly begin?: 'beginning' | 'end';
  /** Versions that are looked at, 1 to 10,000; as many events or fewer come of them. */
  readonly limit: number;
}

/** One page of changes that the caller may hear of, in commit order. */
export interface EventsPage {
  readonly events: readonly RecordEvent[];
  /** Goes on after it, also where there were no events. */
  readonly cursor: string;
  /** Nothing further was visible. */
  readonly end: boolean;
  /** A version after these could not be read by the store; the cursor goes on behind it. What the store says, free of patient data. */
  readonly unreadable?: string;
}
