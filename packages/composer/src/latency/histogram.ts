const least = 0.1;
const ratio = 1.1;
/** Up to about 100 seconds; what is longer counts as that. */
const buckets = 146;

/** Durations, counted in buckets of which each is a tenth wider than the one before: of bounded size, however many there are. */
export interface Histogram {
  /** How many fell into each bucket. */
  readonly counts: Uint32Array;
  /** Milliseconds. */
  add(milliseconds: number): void;
  count(): number;
  /** The duration that this share of all (0 to 1) did not exceed, in milliseconds, within a tenth; 0 of none. */
  percentile(share: number): number;
}

/** Counts on from what the given ones have counted together. */
export function createHistogram(...given: readonly Histogram[]): Histogram {
  const counts = new Uint32Array(buckets);
  for (const one of given)
    for (const [bucket, count] of one.counts.entries()) counts[bucket] = (counts[bucket] ?? 0) + count;
  const count = () => counts.reduce((sum, one) => sum + one, 0);
  return {
    counts,
    add(milliseconds) {
      const wanted = Math.ceil(Math.log(Math.max(milliseconds, least) / least) / Math.log(ratio));
      const bucket = Math.min(wanted, buckets - 1);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    },
    count,
    percentile(share) {
      const wanted = share * count();
      let seen = 0;
      for (const [bucket, one] of counts.entries()) {
        seen += one;
        if (one > 0 && seen >= wanted) return least * ratio ** bucket;
      }
      return 0;
    },
  };
}
