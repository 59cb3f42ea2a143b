import { BaseplateError, isBaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { continuedRecords } from '@baseplate-epr/record';
import type { AppliedStore, Continues } from '../ledger/ledger-entry.ts';
import { versionBook } from '../ledger/version-book.ts';

/** What a record that goes on elsewhere is read with. */
export interface ContinueOptions {
  readonly ledgerDirectory: string;
  /** Opens the store that keeps the history until then; asked for when it is needed. */
  openEarlier(applied: AppliedStore): Promise<RecordStore>;
}

/** A store as the record knows it, and as it is. */
export interface ContinuableRecords extends RecordStore {
  /** With its own numbers. */
  readonly own: RecordStore;
  /** Takes up how the record goes on in it, as the ledger has it now. */
  follow(continues: Continues | undefined): Promise<void>;
}

/** Reads a store whose record began elsewhere as one record. */
async function openContinued(
  store: RecordStore,
  { book, earlier, ...continues }: Continues,
  { ledgerDirectory, openEarlier }: ContinueOptions,
): Promise<RecordStore> {
  let opening: Promise<RecordStore> | undefined;
  return continuedRecords(store, {
    ...continues,
    taken: await versionBook({ ledgerDirectory, book }).read(),
    earlier() {
      opening ??= openEarlier(earlier).catch((error: unknown) => {
        opening = undefined;
        throw notOpened(error);
      });
      return opening;
    },
  });
}

/** A store as the record knows it when it is in force: itself, unless the record began elsewhere. */
export async function asInForce(
  own: RecordStore,
  { continues }: AppliedStore,
  options: ContinueOptions,
): Promise<RecordStore> {
  return continues === undefined ? own : openContinued(own, continues, options);
}

/** Makes a store that shows its own numbers until it is told how the record goes on in it. */
export function continuableRecords(own: RecordStore, options: ContinueOptions): ContinuableRecords {
  let shown = own;
  let followed: string | undefined;
  return {
    contract: 'record-store',
    contractVersion: 1,
    own,
    async follow(continues) {
      const wanted = continues === undefined ? undefined : JSON.stringify(continues);
      if (wanted === followed) return;
      shown = continues === undefined ? own : await openContinued(own, continues, options);
      followed = wanted;
    },
    get capabilities() {
      return shown.capabilities;
    },
    start: (context) => own.start(context),
    stop: () => own.stop(),
    health: () => own.health(),
    size: async () => own.size?.(),
    identity: async () => own.identity?.(),
    read: (wanted) => shown.read(wanted),
    commit: (wanted) => shown.commit(wanted),
    search: (query) => shown.search(query),
    history: (wanted) => shown.history(wanted),
    changes: (wanted) => shown.changes(wanted),
    load: (wanted) => shown.load(wanted),
    index: (wanted) => shown.index(wanted),
    fence: (wanted) => shown.fence(wanted),
    digest: (wanted) => shown.digest(wanted),
  };
}

function notOpened(cause: unknown): BaseplateError {
  const why = isBaseplateError(cause) ? cause.message : 'It cannot be opened.';
  return new BaseplateError({
    code: 'module-unavailable',
    message: `What was written before the record went over to this store is kept in the one before it, which cannot be read now. ${why}`,
    cause,
  });
}
