/** Keys from `low` up to, not including, `high`; without `high`, to the end. */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer | undefined;
}

/** The range of exactly the keys that begin with a prefix, bytewise. */
export function rangeOfPrefix(prefix: string): KeyRange {
  const low = Buffer.from(prefix);
  for (let end = low.length; end > 0; end -= 1) {
    const last = low[end - 1] ?? 0;
    if (last < 0xff) return { low, high: Buffer.concat([low.subarray(0, end - 1), Buffer.of(last + 1)]) };
  }
  return { low, high: undefined };
}

/** The range of one key alone: the next key bytewise is the same with a zero byte after it. */
export function rangeOfKey(key: string): KeyRange & { readonly high: Buffer } {
  const low = Buffer.from(key);
  return { low, high: Buffer.concat([low, Buffer.of(0)]) };
}
