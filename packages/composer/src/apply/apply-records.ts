import { BaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { isSameStore } from '../applied/same-store.ts';
import { type LedgerEntry, withChangeOver } from '../ledger/ledger-entry.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import type { ApplyOptions, ChangeOverReport } from './applying.ts';
import { type Joined, join } from './join.ts';
import { leadRecords } from './lead-records.ts';
import type { LedStep } from './leadership.ts';

/** Moves the record into another store while it is in use, or goes on where an earlier run stopped. */
export function applyRecords(target: ModuleReference, options: ApplyOptions): Promise<ChangeOverReport> {
  return joined(options, (opened) =>
    leadRecords({ ...options, opened, begin: (newest) => forwards(newest, target, opened, options) }),
  );
}

/** How a rollback ended. */
export type RollbackResult =
  | { readonly outcome: 'given-up' }
  | { readonly outcome: 'rolled-back'; readonly report: ChangeOverReport };

/**
 * Undoes the last change-over of the record: one that has not flipped is given up; else the store of before is put in force again, with all
 * that was written since.
 *
 * @throws BaseplateError `not-found` if there is nothing to undo
 */
export function rollbackRecords(options: ApplyOptions): Promise<RollbackResult> {
  return joined(options, async (opened): Promise<RollbackResult> => {
    const { ledger, entry } = opened;
    const over = entry.changeOvers.records;
    if (over === undefined) throw nothingToUndo();
    if (over.phase !== 'mirroring') {
      await ledger.change((newest) => {
        const found = newest.changeOvers.records;
        if (found?.applier !== undefined) throw stillLed();
        if (found?.id !== over.id) throw nothingToUndo();
        const what = `The change-over to ${nameOf(over.to.reference)} was given up. What was copied is left there.`;
        return { what, changeOvers: withChangeOver(newest, 'records', undefined) };
      });
      return { outcome: 'given-up' };
    }
    const start = () => mirrored(opened, over.id, over.flippedAt);
    const report = await leadRecords({
      ...options,
      opened,
      start,
      begin: (newest) => backwards(newest, opened, options),
    });
    return { outcome: 'rolled-back', report };
  });
}

/** Ends the time in which the last change-over can be rolled back: the old store is no longer kept like the new one. */
export function finishRecords(options: ApplyOptions): Promise<ModuleReference> {
  return joined(options, async ({ ledger }) => {
    let left: ModuleReference | undefined;
    await ledger.change((newest) => {
      const over = newest.changeOvers.records;
      if (over?.phase !== 'mirroring') throw nothingToUndo();
      left = over.from.reference;
      const what = `${nameOf(left)} is no longer kept like the store in force; there is no way back to it.`;
      return { what, changeOvers: withChangeOver(newest, 'records', undefined) };
    });
    if (left === undefined) throw nothingToUndo();
    return left;
  });
}

async function joined<Result>(options: ApplyOptions, work: (opened: Joined) => Promise<Result>): Promise<Result> {
  const opened = await join(options.configuration, options.context);
  try {
    return await work(opened);
  } finally {
    await opened.leave();
  }
}

function forwards(newest: LedgerEntry, target: ModuleReference, { self }: Joined, options: ApplyOptions): LedStep {
  const over = newest.changeOvers.records;
  if (over !== undefined && over.phase !== 'mirroring') {
    if (!isSameStore(over.to.reference, target)) throw anotherOne(over.to.reference);
    return {
      what: `The change-over of data.records to ${nameOf(target)} goes on.`,
      over: { ...over, to: { ...over.to, reference: target }, phase: 'copying', applier: self.id },
    };
  }
  return {
    what: `A change-over of data.records to ${nameOf(target)} has begun.`,
    over: {
      id: newId(options),
      phase: 'copying',
      from: newest.data.records,
      to: { reference: target, since: newest.revision + 1 },
      applier: self.id,
    },
  };
}

function backwards(newest: LedgerEntry, { self }: Joined, options: ApplyOptions): LedStep {
  const over = newest.changeOvers.records;
  if (over?.phase !== 'mirroring') throw nothingToUndo();
  return {
    what: `A rollback of data.records to ${nameOf(over.from.reference)} has begun.`,
    over: { id: newId(options), phase: 'following', from: over.to, to: over.from, undoes: over, applier: self.id },
  };
}

/** Where the mirror stands. Without a trace of one, every entry of the old store is made anew to be sure. */
async function mirrored({ ledger, self }: Joined, id: string, flippedAt: string | undefined): Promise<CopyProgress> {
  const file = progressFile({ ledgerDirectory: ledger.directory, id, direction: 'mirror', writer: self.id });
  return (await file.read()) ?? { cursor: flippedAt ?? '', versions: 0, bytes: 0, indexedBy: -1 };
}

function newId({ context }: ApplyOptions): string {
  return Buffer.from(context.randomBytes(9)).toString('base64url');
}

function nothingToUndo(): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message:
      'There is no change-over of the record store to roll back or to finish. baseplate status shows what is in force.',
  });
}

function stillLed(): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: 'Another process leads the change-over at this moment. Stop it first (Ctrl+C), then roll back.',
  });
}

function anotherOne(reference: ModuleReference): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `A change-over to ${nameOf(reference)} was begun and not ended. Finish it with the configuration it was begun with, or give it up with baseplate rollback.`,
  });
}
