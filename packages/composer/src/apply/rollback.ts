import { BaseplateError } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { judgementOf } from '../configuration/certification.ts';
import { askedOf, type DataPlace, type LedgerEntry, withChangeOver } from '../ledger/ledger-entry.ts';
import { nextUndo } from '../ledger/next-undo.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import type { ApplyPlaceOptions } from './apply-place.ts';
import type { ApplyOptions, RollbackResult } from './applying.ts';
import { type Joined, joined, nothingToUndo } from './join.ts';
import { lead } from './lead.ts';
import type { LedStep } from './leadership.ts';
import { newId } from './new-id.ts';
import { openMover } from './open-mover.ts';
import { rollbackLines } from './report-lines.ts';
import { swapAtWork, swapServices } from './services/swap-services.ts';
import { withDone } from './with-done.ts';

interface BackwardsOptions extends ApplyOptions {
  /** The apply that it belongs to; absent: it is a rollback of the one that it undoes. */
  readonly run?: string;
}

/**
 * Undoes what was done last. If that was a swap of services, those of before are put in front again, and the stores are left alone: nobody
 * who takes back a screen means the record. Else it is what one apply has done with stores: what has not flipped is given up, or the store of
 * before is put in force again, with all that was written since, one place after the other.
 *
 * @throws BaseplateError `not-found` if there is nothing to undo, `precondition-failed` while another process is at work on it
 */
export function rollback(options: ApplyOptions): Promise<readonly RollbackResult[]> {
  return joined(options, async (opened) => {
    const { entry } = opened;
    if (entry.services.change?.phase === 'loading') throw swapAtWork();
    const undo = nextUndo(entry);
    if (undo === undefined) throw nothingToUndo();
    if (undo.kind === 'services') {
      const { since: _, ...to } = undo.change.from;
      const judgement = judgementOf(options.configuration);
      const report = await swapServices({ ...options, opened, to, judgement, undoes: undo.change });
      const result: RollbackResult = { outcome: 'rolled-back', report };
      options.onDone?.(rollbackLines(result));
      return [result];
    }
    const results: RollbackResult[] = [];
    for (const place of undo.places) {
      try {
        const result = await rollbackPlace(place, opened, options);
        results.push(result);
        options.onDone?.(rollbackLines(result));
      } catch (error) {
        throw withDone(error, undo.places.slice(0, results.length), 'rollback');
      }
    }
    return results;
  });
}

/** Puts the store of before in force again in one place, as part of an apply. */
export function rollbackOf(place: DataPlace, options: ApplyPlaceOptions): Promise<RollbackResult> {
  return joined(options, (opened) => rollbackPlace(place, opened, options));
}

async function rollbackPlace(place: DataPlace, opened: Joined, options: BackwardsOptions): Promise<RollbackResult> {
  const { ledger, entry, files } = opened;
  const over = entry.changeOvers[place];
  if (over === undefined) throw nothingToUndo();
  if (over.phase !== 'mirroring') {
    const { ends } = over;
    const again = ends === undefined ? '' : ` The way back to ${nameOf(ends.from.reference)} is open again.`;
    await ledger.change((newest) => {
      const found = newest.changeOvers[place];
      if (found?.applier !== undefined) throw stillLed();
      if (found?.id !== over.id) throw nothingToUndo();
      const what = `The change-over to ${nameOf(over.to.reference)} was given up. What was copied is left there.${again}`;
      return { what, changeOvers: withChangeOver(newest, place, ends) };
    });
    return { outcome: 'given-up', place, ...(ends === undefined ? {} : { wayBack: ends.from.reference }) };
  }
  const start = await mirrored(opened, over.id, over.flippedAt);
  const common = { ...options, place, opened, rollCall: createRollCall(files), start };
  const begin = (newest: LedgerEntry) => backwards(newest, place, opened, options);
  const report = await lead({ ...common, begin, openMover: (led) => openMover(led, common) });
  const { from: to, to: from } = over;
  const back = { from: from.reference, to: to.reference, isOfRollback: askedOf(over).isBack };
  return { outcome: 'rolled-back', report, back };
}

function backwards(
  newest: LedgerEntry,
  place: DataPlace,
  { self }: Joined,
  { context, run }: BackwardsOptions,
): LedStep {
  const over = newest.changeOvers[place];
  if (over?.phase !== 'mirroring') throw nothingToUndo();
  const { accepted } = over;
  const word = accepted === undefined ? {} : { accepted };
  const before = askedOf(over);
  const at = newest.revision + 1;
  return {
    what: `A ${run === undefined ? 'rollback' : 'change-over'} of data.${place} to ${nameOf(over.from.reference)} has begun.`,
    over: {
      id: newId(context),
      ...word,
      asked: run === undefined ? { ...before, at, isBack: !before.isBack } : { run, at, isBack: false },
      phase: 'following',
      from: over.to,
      to: over.from,
      undoes: over,
      applier: self.id,
    },
  };
}

/** Where the mirror stands. Without a trace of one, every entry of the old store is made anew to be sure. */
async function mirrored({ ledger, self }: Joined, id: string, flippedAt: string | undefined): Promise<CopyProgress> {
  const file = progressFile({ ledgerDirectory: ledger.directory, id, direction: 'mirror', writer: self.id });
  return (await file.read()) ?? { cursor: flippedAt ?? '', versions: 0, bytes: 0, indexedBy: -1 };
}

function stillLed(): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: 'Another process leads the change-over at this moment. Stop it first (Ctrl+C), then roll back.',
  });
}
