/**
 * The breaker of one service in one process. While it is open nobody waits for the service: its panel says at once since when it is away. It
 * closes by itself.
 */
export interface BreakerView {
  /** `closed`: calls go through. `open`: none does. `trying`: one has gone through, and decides. */
  readonly state: 'closed' | 'open' | 'trying';
  /** First of the failures that nothing good came after, in milliseconds since 1970. Absent while it answers. */
  readonly awaySince?: number;
  /** What became of it, oldest first, at most the last 50. */
  readonly history: readonly BreakerTransition[];
}

/** One change of a breaker. */
export interface BreakerTransition {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly to: BreakerView['state'];
  /** A few words, free of patient data. */
  readonly why: string;
}
