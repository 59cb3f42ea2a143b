import type { RequestParts } from '../load/request-bytes.ts';

/** Something a client does, over and over with other patients. */
export interface Operation {
  readonly name: string;
  /** Sent to the record one after another, from the first again after the last. */
  readonly requests: readonly RequestParts[];
  /** How many different answers the floor gives again. */
  readonly kept: number;
  /**
   * What the goal is measured against: `guarded` is a bare route, the prepared statement and durable audit appends (and for a write the
   * durable insert); `bare` is the route alone.
   */
  readonly floor: 'guarded' | 'bare';
  readonly writes: boolean;
}
