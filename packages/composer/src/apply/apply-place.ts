import { BaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { isSameStore } from '../applied/same-store.ts';
import { type DataPlace, dataPlaces, type LedgerEntry, withChangeOver } from '../ledger/ledger-entry.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import type { ApplyOptions, ChangeOverReport } from './applying.ts';
import { openAuditMover } from './audit/audit-mover.ts';
import { openDocumentMover } from './documents/document-mover.ts';
import { type Joined, join } from './join.ts';
import { lead } from './lead.ts';
import type { Led, LedStep } from './leadership.ts';
import type { Mover } from './mover.ts';
import { openRecordMover, type RecordMoverOptions } from './records/record-mover.ts';
import { openStateMover } from './state/state-mover.ts';

/** Moves what a place holds into another store while it is in use, or goes on where an earlier run stopped. */
export function applyPlace(
  place: DataPlace,
  target: ModuleReference,
  options: ApplyOptions,
): Promise<ChangeOverReport> {
  return joined(options, (opened) => {
    const rollCall = createRollCall(opened.files);
    const common = { ...options, place, opened, rollCall };
    const begin = (newest: LedgerEntry) => forwards(newest, place, target, opened, options);
    return lead({ ...common, begin, openMover: (led) => openMover(led, common) });
  });
}

/** How a rollback of one place ended. */
export type RollbackResult =
  | { readonly outcome: 'given-up'; readonly place: DataPlace }
  | { readonly outcome: 'rolled-back'; readonly report: ChangeOverReport };

/**
 * Undoes what was changed over last: what has not flipped is given up; else the store of before is put in force again, with all that was written
 * since. Every place that can go back goes back, one after the other.
 *
 * @throws BaseplateError `not-found` if there is nothing to undo
 */
export function rollback(options: ApplyOptions): Promise<readonly RollbackResult[]> {
  return joined(options, async (opened) => {
    const results: RollbackResult[] = [];
    for (const place of dataPlaces.toReversed())
      if (opened.entry.changeOvers[place] !== undefined) results.push(await rollbackPlace(place, opened, options));
    if (results.length === 0) throw nothingToUndo();
    return results;
  });
}

/** The same for one place. */
export function rollbackOf(place: DataPlace, options: ApplyOptions): Promise<RollbackResult> {
  return joined(options, (opened) => rollbackPlace(place, opened, options));
}

async function rollbackPlace(place: DataPlace, opened: Joined, options: ApplyOptions): Promise<RollbackResult> {
  const { ledger, entry, files } = opened;
  const over = entry.changeOvers[place];
  if (over === undefined) throw nothingToUndo();
  if (over.phase !== 'mirroring') {
    await ledger.change((newest) => {
      const found = newest.changeOvers[place];
      if (found?.applier !== undefined) throw stillLed();
      if (found?.id !== over.id) throw nothingToUndo();
      const what = `The change-over to ${nameOf(over.to.reference)} was given up. What was copied is left there.`;
      return { what, changeOvers: withChangeOver(newest, place, undefined) };
    });
    return { outcome: 'given-up', place };
  }
  const start = await mirrored(opened, over.id, over.flippedAt);
  const common = { ...options, place, opened, rollCall: createRollCall(files), start };
  const begin = (newest: LedgerEntry) => backwards(newest, place, opened, options);
  const report = await lead({ ...common, begin, openMover: (led) => openMover(led, common) });
  return { outcome: 'rolled-back', report };
}

function openMover(led: Led, options: RecordMoverOptions): Promise<Mover> {
  switch (options.place) {
    case 'records':
      return openRecordMover(led, options);
    case 'documents':
      return openDocumentMover(led, options);
    case 'audit':
      return openAuditMover(led, options);
    case 'state':
      return openStateMover(led, options);
  }
}

/** Ends the time in which change-overs can be rolled back: the old stores are no longer kept like the new ones. */
export function finish(options: ApplyOptions): Promise<readonly ModuleReference[]> {
  return joined(options, async ({ ledger }) => {
    let left: ModuleReference[] = [];
    await ledger.change((newest) => {
      const done = dataPlaces.filter((place) => newest.changeOvers[place]?.phase === 'mirroring');
      if (done.length === 0) throw nothingToUndo();
      left = done.flatMap((place) => newest.changeOvers[place]?.from.reference ?? []);
      const others = Object.entries(newest.changeOvers).filter(([, { phase }]) => phase !== 'mirroring');
      const what = `${left.map(nameOf).join(' and ')}: no longer kept like the store in force; there is no way back to it.`;
      return { what, changeOvers: Object.fromEntries(others) };
    });
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

function forwards(
  newest: LedgerEntry,
  place: DataPlace,
  target: ModuleReference,
  { self }: Joined,
  options: ApplyOptions,
): LedStep {
  const over = newest.changeOvers[place];
  if (over !== undefined && over.phase !== 'mirroring') {
    if (!isSameStore(over.to.reference, target)) throw anotherOne(over.to.reference);
    return {
      what: `The change-over of data.${place} to ${nameOf(target)} goes on.`,
      over: { ...over, to: { ...over.to, reference: target }, phase: 'copying', applier: self.id },
    };
  }
  return {
    what: `A change-over of data.${place} to ${nameOf(target)} has begun.`,
    over: {
      id: newId(options),
      phase: 'copying',
      from: newest.data[place],
      to: { reference: target, since: newest.revision + 1 },
      applier: self.id,
    },
  };
}

function backwards(newest: LedgerEntry, place: DataPlace, { self }: Joined, options: ApplyOptions): LedStep {
  const over = newest.changeOvers[place];
  if (over?.phase !== 'mirroring') throw nothingToUndo();
  return {
    what: `A rollback of data.${place} to ${nameOf(over.from.reference)} has begun.`,
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
    message: 'There is no change-over to roll back or to finish. baseplate status shows what is in force.',
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
