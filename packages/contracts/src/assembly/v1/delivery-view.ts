/** How one service that subscribes to changes is served. */
export interface DeliveryView {
  readonly service: string;
  /**
   * - `delivering`: whatever it should hear of, it hears.
   * - `away`: it answers none of them, and is asked again at growing intervals. Nothing is lost meanwhile.
   * - `full`: no more can be put aside, so nothing goes on until somebody redelivers or discards, or the service takes what it refused.
   * - `stuck`: the record or the state store keeps deliveries from going on; they are tried again.
   * - `unattended`: no process delivers now. One takes over within a quarter of a minute, if one runs.
   */
  readonly state: 'delivering' | 'away' | 'full' | 'stuck' | 'unattended';
  /** When this was so, in milliseconds since 1970. */
  readonly at: number;
  /** Age of the oldest change that waits to be delivered, in milliseconds; 0 if none is known to. */
  readonly lag: number;
  /** Changes that wait, of those that have been read; there may be more behind them. */
  readonly waiting: number;
  /** Of these, changes that were refused at least once and will be tried again. */
  readonly failing: number;
  /** Since it first subscribed. */
  readonly delivered: number;
  /** Deliveries that failed, since it first subscribed; each attempt counts. */
  readonly failures: number;
  /** Milliseconds since 1970; absent before the first. */
  readonly lastDelivered?: number;
  /** Changes that were given up after too many attempts, while others were taken. Oldest first, at most the 100 oldest of them. */
  readonly deadLetters: { readonly count: number; readonly oldest: readonly DeadLetterView[] };
  /** Versions that could not be told of, since the record store cannot read them. */
  readonly unreadable: number;
}

/** A change that was put aside. */
export interface DeadLetterView {
  /** `Type/id/_history/version`; names it, for redelivery. */
  readonly version: string;
  readonly attempts: number;
  /** When it was put aside, in milliseconds since 1970. */
  readonly at: number;
  readonly reason: FailureReason;
}

/** Why a delivery failed: the service answered another status than 2xx, threw, took too long, or is not there. */
export type FailureReason = `status ${number}` | 'threw' | 'slow' | 'absent';
