/** A moment handed in by the caller, who owns the clock: a `Date`, epoch milliseconds or an ISO 8601 text with offset. */
export type Instant = Date | number | string;

/** Epoch milliseconds of an {@link Instant}; `undefined` when it is not a moment. */
export function epochOf(instant: unknown): number | undefined {
  const epoch =
    instant instanceof Date ? instant.getTime() : typeof instant === 'string' ? Date.parse(instant) : instant;
  return typeof epoch === 'number' && Number.isFinite(epoch) && Math.abs(epoch) <= 8.64e15 ? epoch : undefined;
}
