import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import {
  applyChange,
  createHeldRecord,
  type HeldRecord,
  heldChanges,
  heldHistory,
  heldResources,
  type Plan,
  planCommit,
  planFence,
  planIndex,
  planLoad,
  readHeld,
  searchResources,
} from '@baseplate-epr/record-query';
import { type Journal, openJournal } from './journal.ts';
import type { RecordStoreOptions } from './record-store.ts';

/**
 * A record store in one file.
 *
 * The record is held in memory, where every question is answered; each change goes to the end of a file, and is acknowledged when the disk has
 * it. So it starts by reading everything, needs memory for everything, and serves one process: right for a small record, and a place to start
 * from. A store on a database answers `search` from the database instead.
 */
export function createRecordStore({ file }: RecordStoreOptions): RecordStore {
  let open: { readonly held: HeldRecord; readonly journal: Journal } | undefined;

  function opened() {
    if (open !== undefined) return open;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The record store is not started, or was stopped. Start it before using it.',
    });
  }

  async function answer<Result>(work: (held: HeldRecord) => Result): Promise<Result> {
    return work(opened().held);
  }

  /** Plan, make durable, apply: all in one turn of the event loop, so that no other change comes between. */
  async function carryOut<Result>(plan: (held: HeldRecord) => Plan<Result>): Promise<Result> {
    const { held, journal } = opened();
    const { result, change } = plan(held);
    if (change === undefined) return result;
    journal.append(change);
    applyChange(held, change);
    return result;
  }

  return {
    contract: 'record-store',
    contractVersion: 1,
    capabilities: {
      verbatimHistory: { support: 'supported' },
      givenEntries: { support: 'supported' },
      multipleProcesses: { support: 'unsupported', reason: 'Each process would hold a record of its own.' },
    },
    async start(context) {
      const held = createHeldRecord();
      const journal = openJournal(file, context, (change) => applyChange(held, change));
      open = { held, journal };
    },
    async stop() {
      open?.journal.close();
      open = undefined;
    },
    async health() {
      const reason = open === undefined ? 'The record store is not started.' : open.journal.failure();
      return reason === undefined ? { status: 'pass' } : { status: 'fail', reason };
    },
    read: (options) => answer((held) => readHeld(held, options)),
    commit: (options) => carryOut((held) => planCommit(held, options)),
    search: (query) => answer((held) => searchResources(heldResources(held), query)),
    history: (options) => answer((held) => heldHistory(held, options)),
    changes: (options) => answer((held) => heldChanges(held, options)),
    load: (options) => carryOut((held) => planLoad(held, options)),
    index: (options) => carryOut((held) => planIndex(held, options)),
    fence: (options) => carryOut((held) => planFence(held, options)),
    digest: (options) => answer((held) => held.digests.read(options)),
  };
}
