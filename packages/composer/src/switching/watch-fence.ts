import { setTimeout as wait } from 'node:timers/promises';
import { type BaseplateError, isBaseplateError, type Logger, type RecordStore } from '@baseplate-epr/contracts';
import { type RequireInForceOptions, requireInForce } from './require-in-force.ts';

/** What is watched. */
export interface WatchFenceOptions extends Pick<RequireInForceOptions, 'watch' | 'announced'> {
  /** The store that this process believes to be in force, and the epoch it knows. */
  inForce(): Pick<RequireInForceOptions, 'store' | 'epoch'>;
  readonly logger: Logger;
  /** Milliseconds between looks; so long may a record be read that was superseded elsewhere. Default 2000. */
  readonly every?: number;
}

/** Notices that a record store was superseded behind this process's back, by a ledger that it does not know. */
export interface FenceWatch {
  /** The record, refused with `store-fenced` while it is superseded. The first writes are refused by the store itself, unless its fence is a lower one. */
  guard(records: RecordStore): RecordStore;
  /** Why nothing is read; `undefined` while the store is in force. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

/** Begins to look, and goes on until it is stopped; a commit that the store refuses is followed by a look at once. */
export function watchFence({ inForce, watch, announced, logger, every = 2000 }: WatchFenceOptions): FenceWatch {
  const stopping = new AbortController();
  let superseded: BaseplateError | undefined;
  const given = { ...(watch === undefined ? {} : { watch }), ...(announced === undefined ? {} : { announced }) };

  async function look(): Promise<void> {
    try {
      await requireInForce({ ...inForce(), ...given });
      superseded = undefined;
    } catch (error) {
      // What else goes wrong says nothing about the fence; whoever reads will hear of it.
      if (!isBaseplateError(error) || error.code !== 'store-fenced') return;
      if (superseded === undefined) logger.error(error.message);
      superseded = error;
    }
  }

  async function go(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(every, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await look();
    }
  }

  const refuse = () => {
    if (superseded !== undefined) throw superseded;
  };
  const reading = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    refuse();
    const result = await work();
    refuse();
    return result;
  };

  const going = go();
  return {
    guard: (records) => ({
      ...records,
      get capabilities() {
        return records.capabilities;
      },
      async health() {
        if (superseded === undefined) return records.health();
        return { status: 'fail', reason: superseded.message };
      },
      read: (options) => reading(() => records.read(options)),
      search: (options) => reading(() => records.search(options)),
      history: (options) => reading(() => records.history(options)),
      changes: (options) => reading(() => records.changes(options)),
      digest: (options) => reading(() => records.digest(options)),
      async commit(options) {
        refuse();
        const result = await records.commit(options);
        if (result.outcome === 'fenced') await look();
        return result;
      },
    }),
    trouble: () => superseded?.message,
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
