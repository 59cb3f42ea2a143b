/** One message of the feed: a heart rate, as a device on the ward tells it. Replace it with what your system sends. */
export interface Message {
  /** The device's own number of the message: never used twice. */
  readonly id: string;
  readonly nhsNumber: string;
  /** When it was measured, as an instant with its offset: 2026-11-21T08:00:00Z. */
  readonly taken: string;
  /** Beats in a minute. */
  readonly heartRate: number;
}

/** Reads a line; `undefined` if it is no such message. A line that is half understood is not understood. */
export function readMessage(line: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, nhsNumber, taken, heartRate } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(id)) return undefined;
  if (typeof nhsNumber !== 'string' || !/^[0-9]{10}$/.test(nhsNumber)) return undefined;
  if (typeof taken !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(taken))
    return undefined;
  if (Number.isNaN(Date.parse(taken))) return undefined;
  if (typeof heartRate !== 'number' || !Number.isInteger(heartRate) || heartRate < 0 || heartRate > 400)
    return undefined;
  return { id, nhsNumber, taken, heartRate };
}
