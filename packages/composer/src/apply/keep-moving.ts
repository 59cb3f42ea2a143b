import { setTimeout as wait } from 'node:timers/promises';
import { isBaseplateError, type Logger, type RecordStore } from '@baseplate-epr/contracts';
import type { RecordEntries } from '@baseplate-epr/record';
import { type ChangeOver, type LedgerEntry, withChangeOver } from '../ledger/ledger-entry.ts';
import { progressFile } from '../ledger/progress-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { versionBook } from '../ledger/version-book.ts';
import type { SwitchedStores } from '../switching/switched-stores.ts';
import { mirrorNewest, mirrorRecords } from './records/mirror-records.ts';

/** What a process that serves does for change-overs beside serving. */
export interface KeepMovingOptions {
  readonly switched: SwitchedStores;
  readonly logger: Logger;
  /** Opens the index entries of the record in use; asked for when a mirror begins. */
  entries(): Promise<RecordEntries>;
}

/** The work beside serving, under way. */
export interface KeepMoving {
  /** Why the old store cannot be kept like the new one; `undefined` if it is, or need not be. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

const pause = 250;
const againAfter = 2000;

/** Keeps the store that was in force before like the one that is, if no other process does. */
export function keepMoving({ switched, logger, entries }: KeepMovingOptions): KeepMoving {
  const { ledger, files, self, watch } = switched;
  const rollCall = createRollCall(files);
  const stopping = new AbortController();
  let trouble: string | undefined;
  let mirroring: { readonly id: string; readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  async function claim(newest: LedgerEntry): Promise<void> {
    const over = newest.changeOvers.records;
    if (over?.phase !== 'mirroring' || over.mirror === self.id) return;
    if (over.mirror !== undefined && (await rollCall.isAlive(over.mirror))) return;
    await ledger.change((found) =>
      found.revision === newest.revision
        ? {
            what: 'A process keeps the old record store like the new one.',
            changeOvers: withChangeOver(found, 'records', { ...over, mirror: self.id }),
          }
        : undefined,
    );
  }

  async function mirror(over: ChangeOver, signal: AbortSignal): Promise<void> {
    const file = { ledgerDirectory: ledger.directory, id: over.id, direction: 'mirror', writer: self.id } as const;
    while (!signal.aborted) {
      try {
        const from: RecordStore = await switched.records().open(over.to);
        const { own: to } = await switched.records().open(over.from);
        const { flippedAt } = over;
        const common = { from, to, entries: await entries(), progress: progressFile(file), flippedAt, signal };
        trouble = undefined;
        if (to.capabilities.verbatimHistory.support !== 'unsupported') await mirrorRecords(common);
        else {
          const book = versionBook({ ledgerDirectory: ledger.directory, book: over.from.continues?.book ?? over.id });
          await mirrorNewest({ ...common, book, epoch: () => watch.current().epoch });
        }
      } catch (error) {
        const why = isBaseplateError(error) ? error.message : 'It failed in a way that was not foreseen.';
        if (trouble === undefined) logger.warn(`The old record store cannot be kept like the new one for now. ${why}`);
        trouble = `The record store of before cannot be kept like the one in force, so a rollback would have to wait. ${why}`;
        await wait(againAfter, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async function arrange({ changeOvers: { records: over } }: LedgerEntry): Promise<void> {
    const isOurs = over?.phase === 'mirroring' && over.mirror === self.id;
    if (mirroring !== undefined && (!isOurs || mirroring.id !== over.id)) {
      mirroring.abort.abort();
      await mirroring.done;
      mirroring = undefined;
      trouble = undefined;
    }
    if (!isOurs || mirroring !== undefined) return;
    const abort = new AbortController();
    mirroring = { id: over.id, abort, done: mirror(over, abort.signal) };
  }

  async function go(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await claim(watch.current());
        await arrange(watch.current());
      } catch {
        // The watch says what is wrong with the ledger.
      }
      await wait(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
    mirroring?.abort.abort();
    await mirroring?.done;
  }

  const going = go();
  return {
    trouble: () => trouble,
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
