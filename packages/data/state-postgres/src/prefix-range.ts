/** Keys from `low`, below `high` if there is one. */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer | undefined;
}

/** The keys with this prefix. UTF-8 has no byte 255, so the last byte can always be counted up. */
export function prefixRange(prefix: string): KeyRange {
  const low = Buffer.from(prefix);
  if (low.length === 0) return { low, high: undefined };
  const high = Buffer.from(low);
  high[high.length - 1] = (high[high.length - 1] ?? 0) + 1;
  return { low, high };
}
